package dev.heed.sandbox.eloqua;

/** Page and count of a REST listing; pages start at 1 and hold at most 1000. */
record RestPage(int page, int count) {

    static RestPage of(String page, String count) {
        return new RestPage(number("page", page, 1_000_000), number("count", count, 1000));
    }

    private static int number(String parameter, String text, int most) {
        if (!text.matches("[1-9]\\d{0,6}") || Integer.parseInt(text) > most) {
            throw Refusal.parameter(parameter, "RangeRequirement", text);
        }
        return Integer.parseInt(text);
    }
}
