package dev.heed.deadline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.config.YamlFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code config/deadlines.yaml}. */
public final class DeadlinesFile {

    private static final List<String> AMOUNTS = List.of("businessDays", "calendarDays", "hours", "minutes");

    private final YamlFile file;

    private DeadlinesFile(YamlFile file) {
        this.file = file;
    }

    /** @param channels that the taxonomy has */
    public static Deadlines read(Path path, Set<String> channels) {
        return new DeadlinesFile(YamlFile.read(path, "deadlines.schema.json")).deadlines(channels);
    }

    private Deadlines deadlines(Set<String> channels) {
        Jurisdictions jurisdictions = jurisdictions();
        Map<String, BusinessCalendar> calendars = new LinkedHashMap<>();
        file.content().path("calendars").properties().forEach(entry -> calendars.put(entry.getKey(),
                new BusinessCalendar(new HolidayList(file, "/calendars/" + entry.getKey() + "/holidays").read())));
        List<Rule> rules = new ArrayList<>();
        file.content().path("rules").forEach(rule -> rules.add(rule(rule, "/rules/" + rules.size(), channels, jurisdictions, calendars)));
        if (rules.stream().noneMatch(rule -> rule.jurisdictions().contains(Rule.ALL) && rule.channels().contains(Rule.ALL))) {
            throw file.error("/rules", "one rule is to be for every jurisdiction and every channel (\"*\"), or some withdrawals would have no deadline");
        }
        return new Deadlines(jurisdictions, rules);
    }

    private Jurisdictions jurisdictions() {
        Map<String, Jurisdiction> named = new LinkedHashMap<>();
        Map<String, String> unions = new LinkedHashMap<>();
        file.content().path("jurisdictions").properties().forEach(entry -> {
            String at = "/jurisdictions/" + entry.getKey();
            JsonNode content = entry.getValue();
            named.put(entry.getKey(), new Jurisdiction(zone(content.path("zone").asText(), at + "/zone"),
                    content.has("retention") ? Period.parse(content.path("retention").asText()) : null));
            content.path("members").forEach(member -> {
                if (unions.putIfAbsent(member.asText(), entry.getKey()) != null) {
                    throw file.error(at + "/members", member.asText() + " is a member of two");
                }
            });
        });
        String home = file.content().path("home").asText();
        if (!named.containsKey(home)) {
            throw file.error("/home", home + " is not among the jurisdictions below");
        }
        return new Jurisdictions(home, named, unions, Period.parse(file.content().path("retention").asText()));
    }

    private Rule rule(JsonNode rule, String at, Set<String> channels, Jurisdictions jurisdictions, Map<String, BusinessCalendar> calendars) {
        Set<String> bound = texts(rule.path("channels"));
        bound.stream().filter(channel -> !channel.equals(Rule.ALL) && !channels.contains(channel)).findFirst().ifPresent(channel -> {
            throw file.error(at + "/channels", "'" + channel + "' is no channel of config/taxonomy.yaml");
        });
        Set<String> places = texts(rule.path("jurisdictions"));
        places.stream().filter(place -> !place.equals(Rule.ALL) && jurisdictions.around(place).stream().noneMatch(jurisdictions.named()::containsKey))
                .findFirst().ifPresent(place -> {
                    throw file.error(at + "/jurisdictions", place + " is not among the jurisdictions above, nor a part of one");
                });
        return new Rule(rule.path("law").asText(), places, bound, amount(rule.path("within"), at + "/within", calendars));
    }

    private Amount amount(JsonNode within, String at, Map<String, BusinessCalendar> calendars) {
        List<String> given = AMOUNTS.stream().filter(within::has).toList();
        if (given.size() != 1) {
            throw file.error(at, "expected one of " + String.join(", ", AMOUNTS));
        }
        int number = within.path(given.get(0)).asInt();
        if (given.get(0).equals("businessDays") != within.has("calendar")) {
            throw file.error(at, "a calendar belongs to business days, and to nothing else");
        }
        return switch (given.get(0)) {
            case "calendarDays" -> new Amount.CalendarDays(number);
            case "hours" -> new Amount.Exactly(Duration.ofHours(number));
            case "minutes" -> new Amount.Exactly(Duration.ofMinutes(number));
            default -> {
                BusinessCalendar calendar = calendars.get(within.path("calendar").asText());
                if (calendar == null) {
                    throw file.error(at + "/calendar", "there is no calendar of this name below");
                }
                yield new Amount.BusinessDays(number, calendar);
            }
        };
    }

    private ZoneId zone(String name, String at) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw file.error(at, "'" + name + "' is no time zone; expected one like Europe/Paris");
        }
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
