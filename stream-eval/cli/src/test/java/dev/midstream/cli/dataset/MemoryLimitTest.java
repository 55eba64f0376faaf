package dev.midstream.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MemoryLimitTest {
    @ParameterizedTest
    @CsvSource({
        "5000, 5000",
        "3k, 3072",
        "800M, 838860800",
        "4g, 4294967296",
        "999999999999g, 9223372036854775807"
    })
    void bytes_unit_isBinary(String size, long bytes) {
        MemoryLimit limit = new MemoryLimit();
        new CommandLine(limit).parseArgs("--memory-limit", size);
        assertThat(limit.bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"-1", "4t", "1.5g"})
    void bytes_noSize_isRefused(String size) {
        MemoryLimit limit = new MemoryLimit();
        new CommandLine(limit).parseArgs("--memory-limit=" + size);
        assertThatThrownBy(limit::bytes)
                .hasMessage("Invalid --memory-limit: " + size + ". Use for instance 800m or 4g.");
    }
}
