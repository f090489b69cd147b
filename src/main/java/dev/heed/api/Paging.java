package dev.heed.api;

/** Pages go backwards from the newest, each from where the one before ended. */
final class Paging {

    private static final int MOST = 500;

    private Paging() {
    }

    static void check(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Wrong.member("limit", "is to be from 1 to " + MOST);
        }
    }

    static long from(Long before) {
        return before == null ? Long.MAX_VALUE : before;
    }
}
