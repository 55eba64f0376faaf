package dev.midstream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The commands of a section of README.md, so that tests run what readers copy. */
final class ReadmeCommands {
    private static final String INDENT = "    ";

    private final List<String> commands;

    private ReadmeCommands(List<String> commands) {
        this.commands = commands;
    }

    static ReadmeCommands ofSection(Path root, String title) throws IOException {
        String section =
                Files.readAllLines(root.resolve("README.md")).stream()
                        .dropWhile(line -> !line.equals("## " + title))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## "))
                        .filter(line -> line.startsWith(INDENT))
                        .map(String::strip)
                        .collect(Collectors.joining("\n"));
        return new ReadmeCommands(section.replaceAll("\\s*\\\\\n", " ").lines().toList());
    }

    /** The only command that begins with {@code start} and holds {@code part}. */
    String command(String start, String part) {
        List<String> found =
                commands.stream()
                        .filter(command -> command.startsWith(start) && command.contains(part))
                        .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                    "README.md has %d commands like %s: %s"
                            .formatted(found.size(), start, commands));
        }
        return found.get(0);
    }
}
