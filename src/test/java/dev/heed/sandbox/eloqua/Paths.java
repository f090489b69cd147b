package dev.heed.sandbox.eloqua;

/** Where the interfaces are, in the spellings that Oracle itself uses, at home and on a pod. */
final class Paths {

    static final String BULK = "/eloqua/{api:API|api}/{family:Bulk|bulk}/2.0";
    static final String BULK_ON_POD = "/eloqua/{pod:p\\d\\d}/{api:API|api}/{family:Bulk|bulk}/2.0";
    static final String REST = "/eloqua/{api:API|api}/{family:REST|rest}/2.0";
    static final String REST_ON_POD = "/eloqua/{pod:p\\d\\d}/{api:API|api}/{family:REST|rest}/2.0";

    private Paths() {
    }
}
