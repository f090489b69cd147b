package dev.heed.sandbox.dynamics365;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * An address below the Web API: {@code contacts}, {@code contacts(<guid>)}, {@code contacts(new_personkey='p-1')},
 * each with further segments behind.
 *
 * @param keyName  the column in the parentheses, null for the bare GUID or if there are none
 * @param keyValue what identifies the row, null if there are no parentheses
 */
record ResourcePath(String set, String keyName, String keyValue, List<String> rest) {

    private static final Pattern FORM = Pattern.compile(
            "(?<set>[$\\w]+)(?:\\((?:(?<name>\\w+)=)?(?:'(?<text>(?:[^']|'')*)'|(?<bare>[^'()]+))\\))?(?<rest>/.*)?");
    /** The real server refuses these in a key, encoded or not. */
    private static final Pattern FORBIDDEN_IN_KEY = Pattern.compile("[/<>*%&:\\\\?+]");

    static ResourcePath parse(String encoded) {
        String path = UriUtils.decode(encoded, StandardCharsets.UTF_8);
        Matcher form = FORM.matcher(path);
        if (!form.matches()) {
            throw WebApiException.badRequest("Bad Request - Error in query syntax.");
        }
        String text = form.group("text") == null ? null : form.group("text").replace("''", "'");
        if (text != null && (form.group("name") == null || FORBIDDEN_IN_KEY.matcher(text).find())) {
            throw WebApiException.badRequest("Bad Request - Error in query syntax.");
        }
        String rest = form.group("rest");
        return new ResourcePath(form.group("set"), form.group("name"), text == null ? form.group("bare") : text,
                rest == null ? List.of() : List.of(rest.substring(1).split("/")));
    }

    boolean hasKey() {
        return keyValue != null;
    }

    boolean hasAlternateKey(Table table) {
        return keyName != null && !keyName.equals(table.key().name());
    }

    UUID id() {
        return guid(keyValue).orElseThrow(() -> WebApiException.badRequest("Bad Request - Error in query syntax."));
    }

    Optional<Row> find(Database database, Table table) {
        if (!hasAlternateKey(table)) {
            return Optional.ofNullable(database.row(table, id()));
        }
        if (!keyName.equals(table.alternateKey())) {
            throw WebApiException.badRequest("The specified key attributes are not a defined key for the "
                    + table.logicalName() + " entity");
        }
        return Optional.ofNullable(database.row(table, keyValue));
    }

    WebApiException notFound(Table table) {
        return hasAlternateKey(table) ? WebApiException.noRowWithKey(table) : WebApiException.noRow(table, id());
    }

    static Optional<UUID> guid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
