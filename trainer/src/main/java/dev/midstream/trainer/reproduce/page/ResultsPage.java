package dev.midstream.trainer.reproduce.page;

import dev.midstream.metrics.Direction;
import dev.midstream.metrics.Figure;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.finding.Recorded;
import dev.midstream.trainer.reproduce.finding.Section;
import dev.midstream.trainer.reproduce.finding.Table;
import dev.midstream.trainer.reproduce.finding.Verdict;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Measure;
import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.PlanRuns;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The page of results in Markdown.
 *
 * @param pictures the way from the page to the pictures
 */
record ResultsPage(Recorded recorded, List<Section> sections, String pictures) {
    private static final int SECONDS = 60;

    private static final String HEAD =
            """
            <!-- Written by `trainer reproduce --plan %s` from the records of its runs; not edited by hand. -->
            # %s

            %s
            %d of %d runs are recorded. `reproduce` makes the others, a run at a time if need be.

            """;

    private static final String RULES =
            """
            ## How claims are judged

            A claim is *reproduced* if the side that the article finds ahead is ahead with each of at least three
            seeds, and beyond chance at the level of 5 %%; it is *contrary* if the same holds for the other side.
            Chance is in the seeds and in the test images, so accuracy is tested twice:

            - Over seeds, as every figure: by Student's t-test of the differences between runs with the same seed.
            - Over test images: by those that only one of the two networks gets right, wins and losses, under every
              severity and with every seed. An image counts once, with the mean over both. Like the test of the stream
              (`docs/figures.md`) it stays valid however often one looks, and is stricter for that: of 500 images that
              only one network gets right it asks for 289 wins, a sign test for 273.

            Each claim is tested by itself, without correction for their number. *Not reproduced* does not say that
            there is no difference. Less is better in these figures: %s. Values are means over
            seeds, with ± one standard deviation where there are several, which is also what bars in pictures are. A
            difference is over the seeds that both sides have, so that it can be another than that of the two means.
            ECE has as many bins as the commands below say.

            """;

    String text() {
        Plan plan = recorded.plan();
        StringBuilder text = new StringBuilder();
        text.append(
                HEAD.formatted(
                        plan.name(),
                        plan.title(),
                        plan.about().strip() + "\n",
                        recorded.runs().size(),
                        PlanRuns.of(plan).size()));
        text.append(summary());
        text.append(RULES.formatted(figuresWhereLessIsBetter()));
        sections.forEach(section -> text.append(section(section)));
        if (!plan.deviations().isEmpty()) {
            text.append("## Deviations from the article\n\n");
            plan.deviations().forEach(each -> text.append("- ").append(each).append("\n"));
            text.append("\n");
        }
        text.append(runs());
        return text.toString();
    }

    private static String figuresWhereLessIsBetter() {
        return Measure.FIGURES.stream()
                .filter(figure -> figure.direction() == Direction.LOWER_IS_BETTER)
                .map(Figure::title)
                .collect(Collectors.joining(", "));
    }

    /** All claims with their verdicts; where there are none, nothing. */
    private String summary() {
        List<List<String>> rows = new ArrayList<>();
        for (Section section : sections) {
            for (Verdict verdict : section.verdicts()) {
                rows.add(
                        List.of(
                                verdict.sides(recorded),
                                "[%s](#%s)"
                                        .formatted(
                                                verdict.claim().measure().words(),
                                                anchor(section.finding().title())),
                                verdict.difference(),
                                verdict.ahead(),
                                verdict.outcome().words()));
            }
        }
        List<String> header =
                List.of("claim", "figure", "difference", "ahead with seeds", "verdict");
        return rows.isEmpty() ? "" : "## Summary\n\n" + new Table(header, rows).markdown() + "\n";
    }

    /** The anchor of a heading, as GitHub makes it. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private String section(Section section) {
        StringBuilder text = new StringBuilder();
        text.append("## ").append(section.finding().title()).append("\n\n");
        if (section.chart().isPresent()) {
            text.append(
                    "![%s](%s%s.png)\n\n"
                            .formatted(
                                    section.finding().title(), pictures, section.finding().name()));
        }
        for (Verdict verdict : section.verdicts()) {
            text.append("- ").append(verdict.sentence(recorded)).append("\n");
        }
        section.remark().ifPresent(remark -> text.append("- ").append(remark).append("\n"));
        boolean hasText = !section.verdicts().isEmpty() || section.remark().isPresent();
        text.append(hasText ? "\n" : "");
        if (section.table().rows().isEmpty()) {
            return text.append("Not run.\n\n").toString();
        }
        text.append(section.table().markdown()).append("\n");
        return text.append(runsOf(section.finding())).append("\n\n").toString();
    }

    /** Which runs a finding is made of; commands, times and machines are said once, below. */
    private String runsOf(Finding finding) {
        return finding.shown().stream()
                .flatMap(entry -> recorded.made(entry, finding.measure().noise()).stream())
                .map(run -> "`" + run.run() + "`")
                .distinct()
                .collect(
                        Collectors.joining(
                                ", ", "Runs (", "): [commands, times and machines](#runs)."));
    }

    private String runs() {
        List<List<String>> rows = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        StringBuilder commands = new StringBuilder();
        for (PlannedRun planned : PlanRuns.of(recorded.plan())) {
            RunEvidence run = recorded.runs().get(planned.id());
            if (run == null) {
                missing.add("`" + planned.id() + "`");
                continue;
            }
            rows.add(
                    List.of(
                            run.run(),
                            run.circumstances().finished(),
                            fitted(run.course()),
                            minutes(run.circumstances().trainSeconds()),
                            minutes(run.circumstances().evaluateSeconds()),
                            run.circumstances().machine()));
            commands.append("    # ").append(run.run()).append("\n");
            run.commands()
                    .forEach(
                            command ->
                                    commands.append("    java -jar trainer.jar ")
                                            .append(command)
                                            .append("\n"));
        }
        String table =
                new Table(
                                List.of(
                                        "run",
                                        "made",
                                        "fitted",
                                        "training",
                                        "measuring",
                                        "machine"),
                                rows)
                        .markdown();
        String fitted =
                rows.isEmpty()
                        ? ""
                        : "\n"
                                + "*Fitted* is the accuracy on training images in the last epoch,"
                                + " or in the one that early stopping goes back to, with their"
                                + " augmentation and labels, wrong ones included.\n";
        String made =
                commands.isEmpty()
                        ? ""
                        : "\nDATA is the directory of the data set, MODELS one for models:\n\n"
                                + commands;
        String others = missing.isEmpty() ? "" : "Not run: " + String.join(", ", missing) + ".\n";
        return "## Runs\n\n"
                + (rows.isEmpty() ? "" : table)
                + fitted
                + made
                + (rows.isEmpty() || missing.isEmpty() ? "" : "\n")
                + others;
    }

    private static String fitted(RunEvidence.Course course) {
        OptionalDouble fitted = course.fitted();
        return fitted.isPresent() ? Measure.ofCleanAccuracy().text(fitted.getAsDouble()) : "";
    }

    private static String minutes(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d min", whole / SECONDS, whole % SECONDS);
    }
}
