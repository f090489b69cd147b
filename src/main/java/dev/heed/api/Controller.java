package dev.heed.api;

import dev.heed.config.CannotStartException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * Who answers for what is done with consent, as consent records and receipts name them: {@code heed.controller}.
 *
 * @param notice     where the privacy notice stands
 * @param withdrawal where consent is withdrawn
 * @param language   of notice and record, ISO 639
 * @param location   where it is stored, ISO 3166
 */
@ConfigurationProperties("heed.controller")
record Controller(String name, String address, String contact, String notice, String withdrawal, String language, String location) {

    boolean isNamed() {
        return unset().isEmpty();
    }

    /** Half of it would make records that name half a controller. */
    void check() {
        List<String> unset = unset();
        if (!unset.isEmpty() && unset.size() < members().size()) {
            throw new CannotStartException("Who is named as the controller in consent records is said in part only: config/application.yaml lacks " + String.join(", ", unset) + ".",
                    "Give these too, or nothing under heed.controller.");
        }
        if (unset.isEmpty() && !(language.matches("[a-z]{2}") && location.matches("[A-Z]{2}(-[A-Z0-9]{1,3})?"))) {
            throw new CannotStartException("heed.controller.language or heed.controller.location in config/application.yaml is no code.",
                    "A language is two small letters of ISO 639, like en; a location is of ISO 3166, like US or US-CA.");
        }
    }

    private List<String> unset() {
        return members().entrySet().stream().filter(member -> !StringUtils.hasText(member.getValue())).map(member -> "heed.controller." + member.getKey()).toList();
    }

    private Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("address", address);
        members.put("contact", contact);
        members.put("notice", notice);
        members.put("withdrawal", withdrawal);
        members.put("language", language);
        members.put("location", location);
        return members;
    }
}
