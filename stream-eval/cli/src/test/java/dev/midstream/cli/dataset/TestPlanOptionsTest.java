package dev.midstream.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.plan.Design;
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.TestSelection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TestPlanOptionsTest {
    @Test
    void selection_allOptions_areTaken() throws Exception {
        TestPlanOptions options =
                parse(
                        "cifar10",
                        "--corruptions=snow,fog",
                        "--severities=1,3",
                        "--label-noise=0.25",
                        "--label-noise-kind=uniform",
                        "--limit=10",
                        "--seed=7",
                        "--split=train",
                        "--order=listed",
                        "--design=one-condition",
                        "--clean-share=0.2");

        TestSelection selection = options.selection();

        assertThat(selection.conditions())
                .isEqualTo(ConditionGrid.parse("snow,fog", "1,3", CleanImages.INCLUDED));
        assertThat(selection.noise()).contains(new LabelNoise(LabelNoise.Kind.UNIFORM, 0.25, 7));
        assertThat(selection.limit()).hasValue(10);
        assertThat(selection.order()).isEqualTo(ImageOrder.LISTED);
        assertThat(selection.design()).isEqualTo(new Design.OneCondition(0.2));
        assertThat(selection.seed()).isEqualTo(7);
        assertThat(options.images().split()).isEqualTo(Split.TRAIN);
    }

    @Test
    void selection_noOptions_isAllImagesUnderAllConditionsWithCleanLabels() throws Exception {
        TestSelection selection = parse("cifar10").selection();

        assertThat(selection.conditions().conditions()).hasSize(1 + 19 * 5);
        assertThat(selection.order()).isEqualTo(ImageOrder.SHUFFLED);
        assertThat(selection.design()).isEqualTo(Design.EVERY_CONDITION);
        assertThat(selection.noise()).isEmpty();
        assertThat(selection.limit()).isEmpty();
        assertThat(parse("cifar10").images().split()).isEqualTo(Split.TEST);
    }

    @Test
    void parse_includeClean_takesADirectoryOrNone() {
        TestPlanOptions own = parse("cifar10", "--include-clean", "--limit=3");
        TestPlanOptions beside = parse("imagenet-c", "--include-clean", "clean", "--limit=3");

        own.check();
        beside.check();
        assertThatThrownBy(beside::open)
                .hasMessage("Cannot open data set imagenet-c: unused does not exist.");
        assertThatThrownBy(parse("cifar10", "--include-clean", "--no-include-clean")::check)
                .hasMessage(
                        "Cannot use --include-clean and --no-include-clean together. Give one.");
    }

    @Test
    void selection_withoutClean_leavesItOut() throws Exception {
        TestSelection selection =
                parse("cifar10", "--no-include-clean", "--corruptions=snow", "--severities=2")
                        .selection();

        assertThat(selection.conditions().conditions()).containsExactly(new Condition("snow", 2));
    }

    @Test
    void selection_imagesThatAreCorrupted_keepTheirConditions() throws Exception {
        assertThat(conditions("corrupted-npy")).containsExactly(Condition.CLEAN);
        assertThat(conditions("corrupted-npy", "--corruptions=none"))
                .containsExactly(Condition.CLEAN);
        assertThat(conditions("corrupted-npy", "--corruptions=snow", "--severities=3"))
                .containsExactly(Condition.CLEAN);
        assertThat(parse("corrupted-npy").images().areCorrupted()).isTrue();
        assertThat(parse("cifar10").images().areCorrupted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cifar10 | --limit=0 | Invalid limit: 0. Use a number of at least 1.",
                "cifar10 | --label-noise=2 | Invalid label noise rate: 2.0. Use a share from 0 to"
                        + " 1.",
                "corrupted-npy | --severities=6 | Invalid severities: 6. Use numbers from 1 to 5"
                        + " such as 1-5 or 1,3,5.",
                "cifar10 | --resize=0 | Invalid --resize: 0. Use 1 to 8192 pixels.",
                "cifar10 | --crop=-3 | Invalid --crop: -3. Use 1 to 8192 pixels.",
                "cifar10 | --include-clean=c | Invalid --include-clean: cifar10 has clean images of"
                        + " its own. Give no directory.",
                "corrupted-npy | --include-clean | Invalid --include-clean: the images of"
                        + " corrupted-npy are corrupted. Give the directory of its clean ones.",
                "corrupted-npy | --include-clean=c | Cannot tell what the clean images of"
                        + " corrupted-npy are. Name their data set with --clean-dataset, for"
                        + " instance cifar10.",
                "imagenet-c | --clean-dataset=imagenet | Invalid --clean-dataset: it names what is"
                        + " in the directory of --include-clean, and none is given.",
                "cifar10 | --order=random | Unknown order: random. Use shuffled or listed.",
                "cifar10 | --design=one | Unknown design: one. Use every-condition or"
                        + " one-condition.",
                "cifar10 | --clean-share=0.2 | Cannot use --clean-share without --design"
                        + " one-condition. Add --design one-condition.",
            })
    void check_wrongValue_isRefused(String dataset, String option, String message) {
        TestPlanOptions options = parse(dataset, option);

        assertThatThrownBy(options::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void check_cleanShareOfAll_isRefused() {
        TestPlanOptions options = parse("cifar10", "--design=one-condition", "--clean-share=1");

        assertThatThrownBy(options::check)
                .hasMessage("Invalid clean share: 1.0. Use a share of at least 0 and less than 1.");
    }

    private static List<Condition> conditions(String dataset, String... options) throws Exception {
        return parse(dataset, options).selection().conditions().conditions();
    }

    private static TestPlanOptions parse(String dataset, String... options) {
        TestPlanOptions parsed = new TestPlanOptions();
        CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create());
        line.addMixin("plan", parsed);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "--dataset=" + dataset;
        arguments[1] = "--data=unused";
        System.arraycopy(options, 0, arguments, 2, options.length);
        line.parseArgs(arguments);
        return parsed;
    }
}
