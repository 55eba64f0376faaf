package dev.midstream.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedTestsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir private Path root;

    @BeforeEach
    void writeReports() throws Exception {
        report("stream-eval/a/target/surefire-reports/TEST-a.xml", "<skipped message=\"no b\"/>");
        report(
                "deploy/c/target/failsafe-reports/TEST-c.xml",
                "<skipped message=\"no b\"/><skipped message=\"no d\"/><skipped/>");
        report(
                "stream-eval/a/target/surefire-reports/TEST-g.xml",
                "<skipped type=\"org.X\"><![CDATA[org.X: no data\n"
                        + "\tat a.b.C(D.java:1)]]></skipped>");
        report("trainer/target/surefire-reports/TEST-e.xml", "");
        report("trainer/target/other/TEST-f.xml", "<skipped message=\"of another tool\"/>");
    }

    @Test
    void line_reportsOfAllModules_countsReasons() throws Exception {
        assertThat(SkippedTests.line(root, START))
                .isEqualTo("Skipped 5 tests: no b (2); no d (1); no data (1); no reason given (1)");
    }

    @Test
    void line_reportsOfAnEarlierBuild_areLeftOut() throws Exception {
        assertThat(SkippedTests.line(root, START.plusSeconds(10))).isEmpty();
    }

    private void report(String name, String skipped) throws Exception {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "<testsuite><testcase name=\"t\">" + skipped + "</testcase></testsuite>");
        Files.setLastModifiedTime(file, FileTime.from(START.plusSeconds(5)));
    }
}
