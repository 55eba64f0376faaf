package dev.midstream.trainer.reproduce.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midstream.trainer.reproduce.evidence.Distillation;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.finding.Recorded;
import dev.midstream.trainer.reproduce.finding.Section;
import dev.midstream.trainer.reproduce.finding.Spread;
import dev.midstream.trainer.reproduce.finding.Verdict;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Measure;
import dev.midstream.trainer.reproduce.plan.PlanRuns;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import java.io.UncheckedIOException;
import java.util.List;

/** The results of a plan as JSON: findings with their verdicts, and the commands of every run. */
final class ResultsJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ResultsJson() {}

    static String of(Recorded recorded, List<Section> sections) {
        ObjectNode results = MAPPER.createObjectNode();
        results.put("plan", recorded.plan().name());
        ArrayNode findings = results.putArray("findings");
        sections.forEach(section -> findings.add(finding(section, recorded)));
        ArrayNode runs = results.putArray("runs");
        for (PlannedRun planned : PlanRuns.of(recorded.plan())) {
            RunEvidence run = recorded.runs().get(planned.id());
            ObjectNode node = runs.addObject().put("run", planned.id());
            node.put("made", run != null);
            if (run != null) {
                node.put("finished", run.circumstances().finished());
                node.put("trainSeconds", run.circumstances().trainSeconds());
                node.put("evaluateSeconds", run.circumstances().evaluateSeconds());
                node.put("machine", run.circumstances().machine());
                ArrayNode commands = node.putArray("commands");
                run.commands().forEach(commands::add);
            }
        }
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return MAPPER.writer(printer).writeValueAsString(results) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode finding(Section section, Recorded recorded) {
        Finding finding = section.finding();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("name", finding.name());
        node.put("title", finding.title());
        ArrayNode values = node.putArray("values");
        for (Entry entry : finding.shown()) {
            for (Measure measure : recorded.measures(finding)) {
                Spread spread = recorded.spread(entry, measure);
                if (spread.count() > 0) {
                    ObjectNode value = values.addObject();
                    value.put("entry", entry.toString());
                    value.put("figure", measure.figure().id());
                    value.put("cell", measure.cell());
                    value.put("noise", measure.noise());
                    value.put("mean", Distillation.rounded(spread.mean()));
                    if (spread.count() > 1) {
                        value.put("deviation", Distillation.rounded(spread.deviation()));
                    }
                    ArrayNode seeds = value.putArray("seeds");
                    spread.values().forEach(seed -> seeds.add(Distillation.rounded(seed)));
                }
            }
        }
        ArrayNode claims = node.putArray("claims");
        section.verdicts().forEach(verdict -> claims.add(claim(verdict)));
        return node;
    }

    private static ObjectNode claim(Verdict verdict) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("better", verdict.claim().better().toString());
        node.put("than", verdict.claim().than().toString());
        node.put("figure", verdict.claim().measure().figure().id());
        node.put("cell", verdict.claim().measure().cell());
        node.put("noise", verdict.claim().measure().noise());
        node.put("outcome", verdict.outcome().words());
        ArrayNode gains = node.putArray("gains");
        verdict.gains().values().forEach(gain -> gains.add(Distillation.rounded(gain)));
        verdict.paired()
                .ifPresent(
                        images -> {
                            node.put("wins", images.wins());
                            node.put("losses", images.losses());
                            node.put("pValue", images.pValue());
                        });
        return node;
    }
}
