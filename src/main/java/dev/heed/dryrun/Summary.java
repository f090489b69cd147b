package dev.heed.dryrun;

import dev.heed.trial.Finding;
import dev.heed.trial.Finding.Kind;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The report for people: the figures, and the first of what would differ. */
final class Summary implements Consumer<Finding> {

    private static final int SHOWN = 20;

    private final PrintStream out;
    private final List<Finding> first = new ArrayList<>();
    private long all;

    Summary(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(Finding finding) {
        all++;
        if (first.size() < SHOWN) {
            first.add(finding);
        }
    }

    void print(Report report) {
        say("%,d changes since %s and %,d subjects looked at, as of %s; %,d erased left out. %.1f s", report.looked().changes(), report.since(),
                report.looked().subjects(), report.at(), report.looked().erased(), report.seconds());
        messages(report.messages());
        report.notes().forEach(note -> say("Note: %s.", note));
        if (!report.differs()) {
            say("Nothing would differ.");
            return;
        }
        say("%,d states of %,d subjects would differ%s", report.states().count(), report.looked().differing(), rules(report.states().rules()));
        say("%,d system values would differ", report.values().count());
        report.values().systems().forEach((system, rules) -> say("  %-14s %,8d%s", system, rules.values().stream().mapToLong(Long::longValue).sum(), rules(rules)));
        first.forEach(finding -> say("  %s", line(finding)));
        if (all > first.size()) {
            say("  … and %,d more: --csv FILE lists all", all - first.size());
        }
    }

    private void messages(Report.Messages messages) {
        if (messages.read() + messages.erased() + messages.dropped() > 0) {
            say("%,d kept messages read again: %,d tell something else (%,d statements), %,d would be parked, %,d no longer; %,d about nobody who is known",
                    messages.read(), messages.otherwise(), messages.statements(), messages.parked(), messages.readable(), messages.unknown());
            say("Not to be read again: %,d messages of people erased, and those of %,d changes, which are past retention", messages.erased(), messages.dropped());
        }
    }

    private static String rules(Map<String, Long> rules) {
        return rules.isEmpty() ? "" : rules.entrySet().stream().map(rule -> String.format(Locale.ROOT, "%s %,d", rule.getKey(), rule.getValue())).collect(Collectors.joining(", ", ": ", ""));
    }

    private static String line(Finding finding) {
        String what = switch (finding.kind()) {
            case STATE -> "%s holds %s%s".formatted(finding.subject(), finding.key(), finding.contactPoint() == null ? "" : " at " + finding.contactPoint());
            case VALUE -> "%s in %s, record %s, %s".formatted(finding.subject(), finding.system(), finding.record(), finding.key());
            case STATEMENT -> "%s in message %s of %s says of %s".formatted(finding.subject(), finding.message(), finding.system(), finding.key());
            case PARKED -> "message %s of %s would be parked".formatted(finding.message(), finding.system());
            case READABLE -> "message %s of %s would not be parked".formatted(finding.message(), finding.system());
        };
        boolean whole = finding.kind() == Kind.PARKED || finding.kind() == Kind.READABLE;
        // what holds is told with its reason; what stands in a system because of it need not tell it again
        return whole ? what + ": " + finding.sentence() : "%s: %s -> %s (%s)".formatted(what, Objects.toString(finding.now().value(), "nothing"),
                Objects.toString(finding.then().value(), "nothing"), finding.kind() == Kind.VALUE ? finding.then().rule() : finding.sentence());
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
