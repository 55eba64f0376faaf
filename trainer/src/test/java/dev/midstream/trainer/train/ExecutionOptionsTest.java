package dev.midstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.engine.Processor;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.execution.Precision;
import dev.midstream.trainer.network.CifarResNet;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExecutionOptionsTest {
    private static ExecutionOptions parse(String... arguments) {
        ExecutionOptions options = new ExecutionOptions();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return options;
    }

    private static ParameterLayout layout(int width) {
        return ParameterLayout.of(new CifarResNet(8, width, 10), new ImageShape(32, 32, 3));
    }

    @Test
    void requested_noPrecision_isFloat32() {
        assertThat(parse().requested()).isEqualTo(new Execution(Precision.FLOAT32, 0));
        assertThat(parse("--device", "gpu").requested())
                .isEqualTo(new Execution(Precision.FLOAT32, 0, Processor.GPU));
    }

    @Test
    void resolved_noPrecision_isThatWhichSuitsProcessorAndNetwork() {
        Precision faster = ScoringPrecision.BF16.isFast() ? Precision.BF16 : Precision.FLOAT32;
        ExecutionOptions options = parse("--device", "cpu");
        assertThat(options.resolved(layout(16), note -> {})).isEqualTo(new Execution(faster, 0));
        assertThat(options.resolved(layout(8), note -> {}))
                .isEqualTo(new Execution(Precision.FLOAT32, 0));
        assertThat(options.resolved(layout(20), note -> {}))
                .isEqualTo(new Execution(Precision.FLOAT32, 0));
    }

    @Test
    void requested_onePrecision_isThatOne() {
        assertThat(parse("--precision", "float32", "--threads", "2").requested())
                .isEqualTo(new Execution(Precision.FLOAT32, 2));
        assertThat(parse("--precision", "bf16").requested())
                .isEqualTo(new Execution(Precision.BF16, 0));
        assertThat(parse("--precision", "mixed").requested())
                .isEqualTo(new Execution(Precision.MIXED, 0, Processor.GPU));
    }

    @Test
    void resolved_bf16_warnsWhereItIsSlow() {
        List<String> notes = new ArrayList<>();
        Execution execution = parse("--precision", "bf16").resolved(layout(16), notes::add);
        assertThat(execution).isEqualTo(new Execution(Precision.BF16, 0));
        assertThat(notes).hasSize(ScoringPrecision.BF16.isFast() ? 0 : 1);
        assertThat(notes).allSatisfy(note -> assertThat(note).contains("neither AMX nor"));
    }

    @Test
    void resolved_bf16WithNarrowChannels_saysThatItIsSlow() {
        List<String> notes = new ArrayList<>();
        Object unused = parse("--precision", "bf16").resolved(layout(8), notes::add);
        assertThat(notes)
                .singleElement()
                .asString()
                .contains(
                        ScoringPrecision.BF16.isFast()
                                ? "do not come in sixteens"
                                : "neither AMX nor");
    }
}
