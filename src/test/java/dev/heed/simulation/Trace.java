package dev.heed.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What happened, line by line, for people. Costs nothing while nobody reads it. */
final class Trace {

    private final List<String> lines;
    private Agenda agenda;

    private Trace(List<String> lines) {
        this.lines = lines;
    }

    static Trace silent() {
        return new Trace(null);
    }

    static Trace written() {
        return new Trace(new ArrayList<>());
    }

    void by(Agenda clock) {
        agenda = clock;
    }

    void note(Supplier<String> line) {
        if (lines != null) {
            lines.add(String.format(Locale.ROOT, "%9.3f s  %s", agenda.now() / 1000.0, line.get()));
        }
    }

    String text() {
        return lines == null ? "" : String.join("\n", lines);
    }
}
