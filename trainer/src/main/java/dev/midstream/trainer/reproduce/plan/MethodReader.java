package dev.midstream.trainer.reproduce.plan;

import dev.midstream.evaluation.subspace.OneDimensional;
import dev.midstream.evaluation.subspace.Subspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the methods of a plan, and the options that it gives to all of them. */
final class MethodReader {
    private static final String TRAIN = "train";
    private static final String EVALUATE = "evaluate";
    private static final String LANDSCAPE = "landscape";
    private static final String HOLD_OUT = "holdout";
    private static final String SEEDS = "seeds";
    private static final String NOISE = "noise";
    private static final String VALUES = "values";
    private static final String THREADS = "threads";

    /** What a run gives to its commands itself, and options that make a command do nothing. */
    private static final Map<String, Set<String>> RESERVED =
            Map.of(
                    TRAIN,
                    Set.of(
                            "dataset",
                            "data",
                            "out",
                            "model-id",
                            "seed",
                            "label-noise",
                            "resume",
                            "overwrite",
                            "checkpoint-minutes",
                            "help",
                            "version"),
                    EVALUATE,
                    Set.of("model", "dataset", "data", "json", "predictions", "help", "version"),
                    LANDSCAPE,
                    Set.of("model", "dataset", "data", "out", "help", "version"));

    private MethodReader() {}

    /** Options of {@code train}. */
    static Map<String, String> train(Fields fields) {
        return checked(fields, TRAIN, fields.options(TRAIN));
    }

    /** Options of {@code evaluate}, by the name of the evaluation. */
    static Map<String, Map<String, String>> evaluate(Fields fields) {
        Map<String, Map<String, String>> evaluations = fields.optionsByName(EVALUATE);
        evaluations.values().forEach(options -> checked(fields, EVALUATE, options));
        return evaluations;
    }

    private static Map<String, String> checked(
            Fields fields, String command, Map<String, String> options) {
        options.keySet().forEach(option -> requireOwn(fields, command, command, option));
        return options;
    }

    private static void requireOwn(Fields fields, String field, String command, String option) {
        if (RESERVED.getOrDefault(command, Set.of()).contains(option)) {
            throw fields.invalid(field, option + " follows from the run and cannot be an option");
        }
    }

    /**
     * Reads a method.
     *
     * @param setup what it has in common with others
     * @throws IllegalArgumentException if it has a mistake, with a message that says where
     */
    static Method read(Fields fields, Setup setup) {
        Map<String, String> train = train(fields);
        if (train.containsKey(THREADS)) {
            throw fields.invalid(
                    TRAIN, "threads are those of the whole process: give them to the plan");
        }
        String name = fields.fileName("name");
        Method method =
                new Method(
                        name,
                        fields.inTables("label", fields.text("label", name)),
                        Options.merged(setup.train(), train),
                        evaluations(fields, setup),
                        fields.integers(SEEDS, setup.seeds()),
                        noise(fields),
                        fields.object("choose").map(MethodReader::choice),
                        landscape(fields));
        requireDifferent(fields, SEEDS, method.seeds());
        requireDifferent(fields, NOISE, method.noise());
        if (method.landscape().isPresent()) {
            requireDrawable(fields, method);
        }
        fields.end();
        return method;
    }

    private static Map<String, Map<String, String>> evaluations(Fields fields, Setup setup) {
        Map<String, Map<String, String>> own = evaluate(fields);
        for (String evaluation : own.keySet()) {
            if (!setup.evaluate().containsKey(evaluation)) {
                throw fields.invalid(
                        EVALUATE,
                        evaluation
                                + " is none of the plan's evaluations "
                                + String.join(", ", setup.evaluate().keySet()));
            }
        }
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        setup.evaluate()
                .forEach(
                        (name, common) ->
                                all.put(
                                        name,
                                        Options.merged(common, own.getOrDefault(name, Map.of()))));
        return all;
    }

    private static List<Double> noise(Fields fields) {
        List<Double> rates = new ArrayList<>();
        for (double rate : fields.numbers(NOISE, List.of(0.0))) {
            if (!(rate >= 0 && rate <= 1)) {
                throw fields.invalid(NOISE, "%s is no share from 0 to 1".formatted(rate));
            }
            // There is a negative zero, which is the same rate.
            rates.add(rate == 0 ? 0.0 : rate);
        }
        return rates;
    }

    private static Choice choice(Fields fields) {
        Choice choice =
                new Choice(
                        fields.text("option"), fields.texts(VALUES), fields.number(HOLD_OUT, 0.1));
        requireOwn(fields, "option", TRAIN, choice.option());
        if (choice.option().equals(HOLD_OUT) || choice.option().equals(THREADS)) {
            throw fields.invalid("option", choice.option() + " cannot be chosen");
        }
        if (choice.values().isEmpty()) {
            throw fields.invalid(VALUES, "name those to try");
        }
        requireDifferent(fields, VALUES, choice.values());
        if (!(choice.holdOut() > 0 && choice.holdOut() < 1)) {
            throw fields.invalid(HOLD_OUT, "use a share between 0 and 1");
        }
        fields.end();
        return choice;
    }

    private static Optional<Map<String, String>> landscape(Fields fields) {
        return fields.object(LANDSCAPE)
                .map(Fields::options)
                .map(options -> checked(fields, LANDSCAPE, options))
                .map(options -> Options.merged(Map.of(), options));
    }

    private static void requireDrawable(Fields fields, Method method) {
        Subspace subspace = subspace(fields, TRAIN, method);
        if (!(subspace instanceof OneDimensional || method.spansPlane())) {
            throw fields.invalid(
                    LANDSCAPE, "only a line, a curve or a simplex of three endpoints can be drawn");
        }
    }

    /** The subspace of a method; an error of its options is one of a field. */
    static Subspace subspace(Fields fields, String field, Method method) {
        try {
            return method.subspace();
        } catch (IllegalArgumentException e) {
            throw fields.invalid(field, String.valueOf(e.getMessage()));
        }
    }

    private static void requireDifferent(Fields fields, String field, List<?> values) {
        if (new HashSet<>(values).size() < values.size()) {
            throw fields.invalid(field, "one is there twice");
        }
    }
}
