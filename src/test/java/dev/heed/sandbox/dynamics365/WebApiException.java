package dev.heed.sandbox.dynamics365;

/** A refusal in the Web API's own words: status, the hexadecimal code of Dataverse, and its sentence. */
final class WebApiException extends RuntimeException {

    private final int status;
    private final String code;
    private final int retryAfter;

    WebApiException(int status, String code, String message, int retryAfter) {
        super(message);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    WebApiException(int status, String code, String message) {
        this(status, code, message, -1);
    }

    static WebApiException badRequest(String message) {
        return new WebApiException(400, "0x80060888", message);
    }

    static WebApiException badPayload(Table table, String cause) {
        return new WebApiException(400, "0x80048d19", "Error identified in Payload provided by the user for Entity :'"
                + table.entitySet() + "', For more information on this error please follow this help link "
                + "https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : Microsoft.OData.ODataException: " + cause);
    }

    static WebApiException noProperty(Table table, String name) {
        return new WebApiException(400, "0x80060888",
                "Could not find a property named '" + name + "' on type 'Microsoft.Dynamics.CRM." + table.logicalName() + "'.");
    }

    static WebApiException noSegment(String segment) {
        return new WebApiException(404, "0x8006088a", "Resource not found for the segment '" + segment + "'.");
    }

    static WebApiException noRow(Table table, Object id) {
        return new WebApiException(404, "0x80040217",
                "Entity '" + table.logicalName() + "' With Id = " + id + " Does Not Exist");
    }

    static WebApiException noRowWithKey(Table table) {
        return new WebApiException(404, "0x80060891",
                "A record with the specified key values does not exist in " + table.logicalName() + " entity");
    }

    static WebApiException missingPrivilege(String privilege) {
        return new WebApiException(403, "0x80040220", "Principal user (Id=" + Dynamics365Simulator.APPLICATION_USER
                + ", type=8) is missing " + privilege + " privilege");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    int retryAfter() {
        return retryAfter;
    }
}
