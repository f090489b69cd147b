package dev.heed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Heed and its sandbox write does not hang on the language of the machine: Turkish folds an I to another letter, Persian has digits of its own. */
@AnalyzeClasses(packages = "dev.heed")
class AnyLocaleTest {

    /** {@code formatted} takes no locale, so it must not be given a number to write: {@code %s} writes it as it is. */
    private static final Pattern NUMBER_FORMATTED = Pattern.compile("%[-,+0-9.$]*[dfeg].*\\.formatted\\(", Pattern.DOTALL);

    @ArchTest
    static final ArchRule lettersAreFoldedWithALocaleNamed = noClasses()
            .should().callMethod(String.class, "toLowerCase").orShould().callMethod(String.class, "toUpperCase");

    @ArchTest
    static final ArchRule textIsFormattedWithALocaleNamed = noClasses()
            .should().callMethod(String.class, "format", String.class, Object[].class)
            .orShould().callMethod(PrintStream.class, "printf", String.class, Object[].class)
            .orShould().callMethod(PrintWriter.class, "printf", String.class, Object[].class);

    @Test
    void noNumberIsFormattedWithoutALocale() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> wrong = files.filter(file -> file.toString().endsWith(".java")).filter(AnyLocaleTest::formatsANumber).toList();
            assertThat(wrong).isEmpty();
        }
    }

    private static boolean formatsANumber(Path file) {
        try {
            return Stream.of(Files.readString(file).split(";\\R")).anyMatch(statement -> NUMBER_FORMATTED.matcher(statement).find());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
