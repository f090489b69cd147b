package dev.heed.sandbox.salesforce;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who makes a change, as the feed will tell.
 *
 * @param userId       18-character id of the user
 * @param changeOrigin interface the change came by, with the caller's name for itself
 */
record Author(String userId, String changeOrigin) {

    private static final Pattern CLIENT = Pattern.compile("(?:^|,)\\s*client\\s*=\\s*([^,]+)");

    /** The agent at the screen: Lightning, which is itself a caller of the platform's interface. */
    static Author agent() {
        return new Author(SalesforceSimulator.AGENT_USER_ID, "com/salesforce/api/soap/56.0;client=SfdcInternalAPI/");
    }

    /** @param callOptions value of {@code Sforce-Call-Options}, or null */
    static Author integration(String version, String callOptions) {
        String origin = "com/salesforce/api/rest/" + version.substring(1);
        Matcher client = CLIENT.matcher(callOptions == null ? "" : callOptions);
        return new Author(SalesforceSimulator.INTEGRATION_USER_ID,
                client.find() ? origin + ";client=" + client.group(1).strip() : origin);
    }
}
