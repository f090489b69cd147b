package dev.heed.endtoend;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How each system lets its own people refuse text messages, and how its record shows that it was refused. */
public enum SmsConsent {

    SALESFORCE("salesforce", "HasOptedOutOfSms__c", "true", "false", "/composite/sobjects/Contact") {
        @Override
        public boolean refused(Map<String, Object> record) {
            return Boolean.TRUE.equals(record.get("HasOptedOutOfSms__c"));
        }

        @Override
        boolean saysWhere(Map<String, Object> record, String source) {
            return String.valueOf(record.get("ConsentSource__c")).contains(source);
        }
    },
    DYNAMICS("dynamics365", "consent_text_message", "Opted Out", "Opted In", "/$batch") {
        @Override
        public boolean refused(Map<String, Object> record) {
            return textMessages(record).stream().anyMatch(row -> Integer.valueOf(534120002).equals(row.get("msdynmkt_value")));
        }

        @Override
        boolean saysWhere(Map<String, Object> record, String source) {
            return textMessages(record).stream().anyMatch(row -> String.valueOf(row.get("msdynmkt_reason")).contains(source));
        }

        @SuppressWarnings("unchecked")
        private List<Map<String, Object>> textMessages(Map<String, Object> record) {
            return ((List<Map<String, Object>>) record.get("consents")).stream()
                    .filter(row -> Integer.valueOf(534120001).equals(row.get("msdynmkt_contactpointtype"))).toList();
        }
    },
    TWILIO("twilio", "sms", "STOP", "START", "/Consents/Bulk") {
        @Override
        public boolean refused(Map<String, Object> record) {
            return "opt-out".equals(record.get("status"));
        }

        @Override
        boolean saysWhere(Map<String, Object> record, String source) {
            // its sources are a short list of its own, in which no system is named
            return "others".equals(record.get("source")) && Instant.parse(record.get("date_of_consent").toString()).isAfter(Instant.now().minusSeconds(300));
        }
    },
    ELOQUA("eloqua", "C_SMS_Consent1", "Opted Out", "Opted In", "/imports/") {
        @Override
        public boolean refused(Map<String, Object> record) {
            return "Opted Out".equals(record.get("C_SMS_Consent1"));
        }

        @Override
        boolean saysWhere(Map<String, Object> record, String source) {
            return String.valueOf(record.get("C_Consent_Source1")).contains(source);
        }
    },
    RESPONSYS("responsys", "MOBILE_PERMISSION_STATUS_", "O", "I", "/members") {
        @Override
        public boolean refused(Map<String, Object> record) {
            return "O".equals(record.get("MOBILE_PERMISSION_STATUS_"));
        }

        @Override
        boolean saysWhere(Map<String, Object> record, String source) {
            return String.valueOf(record.get("MOBILE_PERMISSION_REASON_")).contains(source);
        }
    };

    public final String system;
    public final String lever;
    public final String no;
    public final String yes;
    /** In the path of the calls that write it. */
    final String path;

    SmsConsent(String system, String lever, String no, String yes, String path) {
        this.system = system;
        this.lever = lever;
        this.no = no;
        this.yes = yes;
        this.path = path;
    }

    public static SmsConsent of(String system) {
        return Arrays.stream(values()).filter(consent -> consent.system.equals(system)).findFirst().orElseThrow();
    }

    public abstract boolean refused(Map<String, Object> record);

    /** Whether the record carries the provenance of what it holds, as far as it has a field for it. */
    abstract boolean saysWhere(Map<String, Object> record, String source);
}
