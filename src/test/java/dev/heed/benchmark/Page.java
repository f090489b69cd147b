package dev.heed.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code docs/benchmarks.md}, where what a benchmark found takes the place of what it found last. */
public final class Page {

    private static final Path PAGE = Path.of("docs/benchmarks.md");

    private Page() {
    }

    /** @param section the name of the lines between which it is to stand; what the page has no such lines for is not written */
    public static void write(String section, String text) throws IOException {
        String begin = "<!-- " + section + ": the benchmark writes from here -->";
        String end = "<!-- " + section + ": to here -->";
        String page = Files.readString(PAGE);
        if (page.indexOf(begin) < 0 || page.indexOf(end) < page.indexOf(begin)) {
            System.out.println(PAGE + " has no place for the " + section);
            return;
        }
        Files.writeString(PAGE, page.substring(0, page.indexOf(begin) + begin.length()) + "\n" + text + "\n" + page.substring(page.indexOf(end)));
    }
}
