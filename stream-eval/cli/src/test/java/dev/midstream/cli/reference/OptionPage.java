package dev.midstream.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * A page of {@code docs/options}, which is generated from the options of a command line. A test of
 * the command's module holds the page in the repository to the generated text.
 */
public final class OptionPage {
    private static final String UPDATE = "midstream.docs.update";
    private static final String ROOT = "midstream.root";
    private static final String HOW_TO_UPDATE =
            "Regenerate the page: mvn test -Dtest=OptionPageTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -D"
                    + UPDATE
                    + "=true";

    private OptionPage() {}

    /**
     * Fails unless {@code docs/options/NAME.md} is up to date. With the system property {@code
     * midstream.docs.update=true} it writes the page first.
     */
    public static void requireCurrent(String name, CommandLine command) throws IOException {
        Path file =
                Path.of(System.getProperty(ROOT, "../..")).resolve("docs/options/" + name + ".md");
        String generated = new OptionTables(command).page();
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated);
        }
        assertThat(file).as(HOW_TO_UPDATE).exists();
        assertThat(Files.readString(file)).as(HOW_TO_UPDATE).isEqualTo(generated);
    }
}
