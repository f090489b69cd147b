package dev.heed.simulation;

import dev.heed.change.Actor;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes a history of a seed: the same one every time. */
final class Histories {

    private static final List<String> LANGUAGES = List.of("de", "en", "tr", "hi");
    private static final List<String> WISHES = List.of("not on Mondays please", "evenings", "never before noon", "by post");

    private final Random random;
    private final List<String> systems;
    private final List<Person> persons;
    private final List<Act> acts = new ArrayList<>();
    private long time;

    private Histories(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        List<String> names = new ArrayList<>(Cards.NAMES);
        Collections.shuffle(names, random);
        systems = names.subList(0, 3 + random.nextInt(names.size() - 2));
        persons = persons();
    }

    static History of(long seed) {
        return new Histories(seed).make(seed);
    }

    private History make(long seed) {
        Map<String, Long> skews = new LinkedHashMap<>();
        long bound = Cards.POLICY.clockSkew().toMillis();
        systems.forEach(system -> skews.put(system, random.nextInt((int) (2 * bound + 1)) - bound));
        for (String system : systems) {
            for (Person person : persons) {
                boolean fromTheStart = system.equals("sms") || system.equals("agency") || random.nextInt(100) < 75;
                acts.add(new Act.Joins(fromTheStart ? 0 : 5_000 + random.nextInt(60_000), system, person));
            }
        }
        time = 10_000;
        int count = 4 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            time += pause();
            act();
        }
        fates();
        acts.sort(Comparator.comparingLong(Act::at));
        return new History(seed, skews, persons, random.nextInt(3), List.copyOf(acts));
    }

    /** Bursts, second thoughts, and long silences. */
    private long pause() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(1500);
            case 1 -> 1500 + random.nextInt(4500);
            case 2 -> 6000 + random.nextInt(20_000);
            default -> 30_000 + random.nextInt(90_000);
        };
    }

    private void act() {
        String system = systems.get(random.nextInt(systems.size()));
        Person person = persons.get(random.nextInt(persons.size()));
        int what = random.nextInt(100);
        if (what < 60) {
            says(system, person);
        } else if (what < 74) {
            changesTheirMind(person);
        } else if (what < 80) {
            if (List.of("crm", "mail", "shop", "kiosk", "hotline").contains(system)) {
                acts.add(new Act.Leaves(time, system, person));
                if (random.nextInt(4) > 0) {
                    acts.add(new Act.ComesBack(time + 1000 + random.nextInt(60_000), system, person));
                }
            }
        } else if (what < 84) {
            imports(new Act.Reimports(time, bulk()));
        } else if (what < 88) {
            imports(new Act.KeepsBackup(time, bulk()));
            imports(new Act.RestoresBackup(time + 5000 + random.nextInt(60_000), bulk()));
        } else if (what < 91) {
            acts.add(new Act.Looks(time, system));
        } else if (what < 94) {
            acts.add(new Act.GoesAway(time, system, 5000 + random.nextInt(60_000)));
        } else if (what < 96) {
            acts.add(new Act.Crashes(time, 3000));
        } else if (what < 98) {
            acts.add(new Act.Replays(time));
        } else {
            acts.add(new Act.Refuses(time, system, person));
        }
    }

    /** In some lives somebody sorts out who is who, or asks to be forgotten. */
    private void fates() {
        int what = random.nextInt(10);
        long at = 10_000 + random.nextInt((int) (time - 9_000));
        if (what < 2 && persons.size() > 1) {
            acts.add(new Act.Merges(at, persons.get(0), persons.get(1)));
            reconsidered(at);
        } else if (what == 2) {
            acts.add(new Act.Erases(at, persons.get(0)));
        }
    }

    /** Many a merge was wrong, and some a second time. */
    private void reconsidered(long merged) {
        if (random.nextInt(3) > 0) {
            long split = merged + random.nextInt(random.nextBoolean() ? 3000 : 90_000);
            acts.add(new Act.Splits(split));
            if (random.nextInt(4) == 0) {
                acts.add(new Act.Merges(split + random.nextInt(30_000), persons.get(1), persons.get(0)));
            }
        }
    }

    private void says(String system, Person person) {
        List<Key> keys = Cards.card(system).manifest().holds().keySet().stream().sorted(Comparator.comparing(Key::text)).toList();
        Key key = keys.get(random.nextInt(keys.size()));
        if (key instanceof Permission) {
            acts.add(new Act.Says(time, system, person, key, random.nextInt(100) < 55 ? "withdrawn" : "granted", actor(system)));
        } else {
            List<String> values = key.text().equals("language") ? LANGUAGES : WISHES;
            acts.add(new Act.Says(time, system, person, key, values.get(random.nextInt(values.size())), actor(system)));
        }
    }

    /** No here and yes there, at once or almost: what makes clocks and echoes matter. */
    private void changesTheirMind(Person person) {
        List<String> able = systems.stream().filter(system -> !system.equals("agency")).toList();
        String first = able.get(random.nextInt(able.size()));
        List<Key> keys = Cards.card(first).manifest().holds().keySet().stream().filter(key -> key instanceof Permission).sorted(Comparator.comparing(Key::text)).toList();
        Key key = keys.get(random.nextInt(keys.size()));
        List<String> others = able.stream().filter(system -> Cards.card(system).manifest().holds().containsKey(key)).toList();
        boolean no = random.nextBoolean();
        for (int times = 2 + random.nextInt(2); times > 0; times--) {
            String system = others.get(random.nextInt(others.size()));
            acts.add(new Act.Says(time, system, person, key, no ? "withdrawn" : "granted", system.equals("kiosk") ? Actor.AGENT : Actor.SUBJECT));
            no = !no;
            time += random.nextInt(random.nextBoolean() ? 900 : 9000);
        }
    }

    private Actor actor(String system) {
        return switch (system) {
            case "crm" -> random.nextInt(3) == 0 ? Actor.SUBJECT : Actor.AGENT;
            case "mail" -> random.nextInt(5) == 0 ? Actor.AGENT : Actor.SUBJECT;
            case "kiosk" -> Actor.AGENT;
            case "hotline" -> random.nextInt(2) == 0 ? Actor.SUBJECT : Actor.AGENT;
            case "agency" -> Actor.THIRD_PARTY;
            default -> Actor.SUBJECT;
        };
    }

    /** The feeds of the others cannot say that it was an import. */
    private String bulk() {
        return systems.contains("crm") ? "crm" : "mail";
    }

    private void imports(Act act) {
        if (systems.contains("crm") || systems.contains("mail")) {
            acts.add(act);
        }
    }

    private List<Person> persons() {
        List<Person> all = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        int sharing = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            ContactPoint email = new ContactPoint(ContactPoint.Kind.EMAIL, "p" + (sharing == 1 && i < 2 ? 0 : i) + "@example.com");
            ContactPoint phone = new ContactPoint(ContactPoint.Kind.PHONE, "+1555010000" + (sharing == 2 && i < 2 ? 0 : i));
            all.add(new Person("abc".substring(i, i + 1), email, phone));
        }
        return all;
    }
}
