package dev.heed.sandbox.eloqua;

/** A Bulk request that is refused whole: which field of it, what stood there, what should. */
final class BulkFailure extends RuntimeException {

    private final String field;
    private final String value;

    BulkFailure(String field, String value, String constraint) {
        super(constraint);
        this.field = field;
        this.value = value;
    }

    String field() {
        return field;
    }

    String value() {
        return value;
    }
}
