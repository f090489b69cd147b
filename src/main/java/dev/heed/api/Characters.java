package dev.heed.api;

/** Which characters a text may have: what the database cannot keep, or what no one can have meant, is refused at the door. */
final class Characters {

    private Characters() {
    }

    /** @param lines whether line breaks and tabs are meant */
    static void check(String name, String text, boolean lines) {
        text.codePoints().forEach(character -> {
            if (Character.getType(character) == Character.SURROGATE) {
                throw Wrong.member(name, "has half of a surrogate pair");
            }
            if (Character.isISOControl(character) && !(lines && (character == '\n' || character == '\r' || character == '\t'))) {
                throw Wrong.member(name, "has a control character");
            }
        });
    }
}
