package dev.midstream.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Says in one line which tests a build skipped and why, from the reports of all modules. It is the
 * last step of {@code mvn verify}.
 */
final class SkippedTests {
    private static final List<String> REPORTS =
            List.of("target/surefire-reports", "target/failsafe-reports");
    private static final int MAX_DEPTH = 5;

    private SkippedTests() {}

    /** Prints the line for the checkout and the start of the build, if anything was skipped. */
    public static void main(String[] arguments) throws Exception {
        String line = line(Path.of(arguments[0]), Instant.parse(arguments[1]));
        if (!line.isEmpty()) {
            System.out.println(line);
        }
    }

    /**
     * The line, or nothing if no test was skipped.
     *
     * @param root of the checkout
     * @param since reports of earlier builds are left out
     */
    static String line(Path root, Instant since) throws Exception {
        Map<String, Integer> reasons = new TreeMap<>();
        for (Path report : reports(root, since)) {
            count(report, reasons);
        }
        int skipped = reasons.values().stream().mapToInt(Integer::intValue).sum();
        return skipped == 0
                ? ""
                : "Skipped %d tests: "
                        .formatted(skipped)
                        .concat(
                                reasons.entrySet().stream()
                                        .map(e -> e.getKey() + " (" + e.getValue() + ")")
                                        .collect(Collectors.joining("; ")));
    }

    private static List<Path> reports(Path root, Instant since) throws IOException {
        List<Path> reports = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root, MAX_DEPTH)) {
            for (Path file : files.sorted().toList()) {
                if (REPORTS.stream().anyMatch(file.getParent()::endsWith)
                        && file.getFileName().toString().matches("TEST-.*\\.xml")
                        && Files.getLastModifiedTime(file).compareTo(FileTime.from(since)) >= 0) {
                    reports.add(file);
                }
            }
        }
        return reports;
    }

    private static void count(Path report, Map<String, Integer> reasons)
            throws IOException, ParserConfigurationException, SAXException {
        NodeList skipped =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile())
                        .getElementsByTagName("skipped");
        for (int i = 0; i < skipped.getLength(); i++) {
            reasons.merge(reason((Element) skipped.item(i)), 1, Integer::sum);
        }
    }

    /** The message of an annotation, or else that of the exception which aborted the test. */
    private static String reason(Element skipped) {
        String message = skipped.getAttribute("message").strip();
        if (message.isEmpty()) {
            message = skipped.getTextContent().strip().lines().findFirst().orElse("");
            String prefix = skipped.getAttribute("type") + ": ";
            message = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        }
        return message.isEmpty() ? "no reason given" : message;
    }
}
