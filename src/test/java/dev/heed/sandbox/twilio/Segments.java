package dev.heed.sandbox.twilio;

/** Into how many SMS a text is cut: 160 GSM-7 characters or 70 UTF-16 units, a little less where there are several. */
final class Segments {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "^{}\\[~]|€";

    private Segments() {
    }

    static int of(String body) {
        int septets = 0;
        for (char c : body.toCharArray()) {
            if (EXTENDED.indexOf(c) >= 0) {
                septets += 2;
            } else if (BASIC.indexOf(c) >= 0) {
                septets++;
            } else {
                return pieces(body.length(), 70, 67);
            }
        }
        return pieces(septets, 160, 153);
    }

    private static int pieces(int length, int alone, int joined) {
        return length <= alone ? 1 : (length + joined - 1) / joined;
    }
}
