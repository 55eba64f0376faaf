package dev.midstream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The commands in a section of the documentation, so that tests run what readers copy. */
final class DocumentedCommands {
    private static final String INDENT = "    ";

    private final List<String> commands;

    private DocumentedCommands(List<String> commands) {
        this.commands = commands;
    }

    static DocumentedCommands ofSection(Path page, String title) throws IOException {
        String section =
                Files.readAllLines(page).stream()
                        .dropWhile(line -> !line.equals("## " + title))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## "))
                        .filter(line -> line.startsWith(INDENT))
                        .map(String::strip)
                        .collect(Collectors.joining("\n"));
        return new DocumentedCommands(section.replaceAll("\\s*\\\\\n", " ").lines().toList());
    }

    /** The only command that begins with {@code start} and contains {@code part}. */
    String command(String start, String part) {
        List<String> found =
                commands.stream()
                        .filter(command -> command.startsWith(start) && command.contains(part))
                        .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                    "The page has %d commands like %s: %s"
                            .formatted(found.size(), start, commands));
        }
        return found.get(0);
    }
}
