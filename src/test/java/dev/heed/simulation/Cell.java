package dev.heed.simulation;

import java.util.UUID;

/**
 * What stands in a field of a record, and who put it there: somebody's deed, a write of Heed's, or nobody.
 *
 * @param bearer the change that Heed wrote; null if it wrote that nothing was said
 */
record Cell(String token, Deed deed, boolean written, UUID bearer, long at) {

    static Cell empty(String token) {
        return new Cell(token, null, false, null, 0);
    }

    static Cell by(Deed deed, String token) {
        return new Cell(token, deed, false, null, deed.at());
    }

    static Cell written(String token, UUID bearer, long at) {
        return new Cell(token, null, true, bearer, at);
    }

    @Override
    public String toString() {
        return token + (deed != null ? " by " + deed : written ? " by Heed" : "");
    }
}
