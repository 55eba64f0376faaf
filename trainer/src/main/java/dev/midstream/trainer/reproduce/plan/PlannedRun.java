package dev.midstream.trainer.reproduce.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One training run of a plan and what is measured of it.
 *
 * @param tried the value of the method's choice that the run tries, with images held out; empty: a
 *     run whose results count
 * @param noise rate of label noise
 */
public record PlannedRun(
        Setup setup, Method method, Optional<String> tried, double noise, long seed) {
    /** Stands for the directory of the data set in commands. */
    public static final String DATA = "DATA";

    /** Stands for the directory of the models in commands. */
    public static final String MODELS = "MODELS";

    private static final String TRAIN = "train";
    private static final int DEFAULT_EPOCHS = 160;

    /** Its name, by which {@code --only} chooses it. */
    public String id() {
        StringBuilder id = new StringBuilder(method.name());
        tried.ifPresent(value -> id.append("/choose=").append(value));
        if (noise > 0) {
            id.append("/noise=").append(noise);
        }
        return id.append("/seed=").append(seed).toString();
    }

    /** Its name as that of a file and of a model. */
    public String fileName() {
        return id().replace('/', '_').replace('=', '-');
    }

    /** How long it takes, in epochs of a single network. */
    public double work() {
        Map<String, String> options = options(Optional.empty());
        double work = number(options, "epochs", DEFAULT_EPOCHS) * number(options, "members", 1);
        return options.containsKey("sam") ? 2 * work : work;
    }

    /** Threads of one operation in training; 0 is one per processor. */
    public int threads() {
        return (int) number(options(Optional.empty()), "threads", 0);
    }

    private static double number(Map<String, String> options, String name, double otherwise) {
        try {
            return Double.parseDouble(options.getOrDefault(name, String.valueOf(otherwise)));
        } catch (NumberFormatException e) {
            // The command itself says what is wrong with it.
            return otherwise;
        }
    }

    private Map<String, String> options(Optional<String> chosen) {
        Map<String, String> options = new LinkedHashMap<>(method.train());
        Optional<Choice> choice = method.choice();
        if (choice.isPresent()) {
            chosen.or(this::tried).ifPresent(value -> options.put(choice.get().option(), value));
            tried.ifPresent(
                    value -> options.put("holdout", Double.toString(choice.get().holdOut())));
        }
        return options;
    }

    /**
     * The arguments of {@code train}.
     *
     * @param chosen the value of the method's choice, if it has one
     */
    public List<String> train(Optional<String> chosen) {
        List<String> arguments = new ArrayList<>(List.of(TRAIN));
        arguments.addAll(dataset());
        arguments.addAll(List.of("--out", model(), "--model-id", fileName()));
        arguments.addAll(Options.arguments(options(chosen)));
        if (noise > 0) {
            arguments.addAll(List.of("--label-noise", Double.toString(noise)));
        }
        arguments.addAll(List.of("--seed", Long.toString(seed)));
        return List.copyOf(arguments);
    }

    private List<String> dataset() {
        return List.of("--dataset", setup.dataset(), "--data", DATA);
    }

    private String model() {
        return MODELS + "/" + fileName();
    }

    /** The arguments of every {@code evaluate}; none of a run that only tries a value. */
    public List<List<String>> evaluations() {
        List<List<String>> all = new ArrayList<>();
        if (tried.isPresent()) {
            return all;
        }
        for (Map<String, String> options : method.evaluate().values()) {
            List<String> arguments = new ArrayList<>(List.of("evaluate", "--model", model()));
            arguments.addAll(dataset());
            arguments.addAll(Options.arguments(options));
            all.add(List.copyOf(arguments));
        }
        return all;
    }

    /**
     * The arguments of {@code landscape}, if the plan has the subspace drawn: of the first seed.
     */
    public Optional<List<String>> landscape() {
        if (tried.isPresent()
                || method.landscape().isEmpty()
                || seed != method.seeds().get(0)
                || noise != method.noise().get(0)) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>(List.of("landscape", "--model", model()));
        arguments.addAll(dataset());
        arguments.addAll(List.of("--out", model() + "-landscape"));
        arguments.addAll(Options.arguments(method.landscape().get()));
        return Optional.of(List.copyOf(arguments));
    }

    /**
     * The arguments of all commands that make the run, in their order.
     *
     * @param chosen the value of the method's choice, if it has one
     */
    public List<List<String>> commands(Optional<String> chosen) {
        List<List<String>> all = new ArrayList<>();
        all.add(train(chosen));
        all.addAll(evaluations());
        landscape().ifPresent(all::add);
        return List.copyOf(all);
    }
}
