package dev.midstream.offline.run;

import dev.midstream.engine.IsolatingScorer;
import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.evaluation.panel.InputPixels;
import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.offline.model.EvaluatedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the models answered for some images, and what cannot be judged of it. */
final class ChunkAnswers {

    private final int images;
    private final List<EvaluatedModel> models;
    private final List<PanelLayout> layouts;
    // [model][image]; none where the answer cannot be judged.
    private final @Nullable ModelAnswer[][] answers;
    private final List<BadAnswer> bad = new ArrayList<>();

    ChunkAnswers(int images, List<EvaluatedModel> models, List<PanelLayout> layouts) {
        this.images = images;
        this.models = models;
        this.layouts = layouts;
        this.answers = new ModelAnswer[models.size()][images];
    }

    /**
     * Lets a model answer.
     *
     * @param shown pixels of the images as they are shown, {@code [images, height, width, channel]}
     */
    void score(int model, IsolatingScorer scorer, byte[] shown) {
        EvaluatedModel evaluated = models.get(model);
        scorer.score(
                InputPixels.of(shown, evaluated.manifest().getInputChannels()),
                images,
                new IsolatingScorer.Answers() {
                    @Override
                    public void answered(int image, float[] logits, int index, int size) {
                        ModelAnswer answer = layouts.get(model).answer(logits, index, size);
                        Optional<String> fault = answer.fault(evaluated.points().ids());
                        if (fault.isPresent()) {
                            failed(image, fault.get());
                        } else {
                            answers[model][image] = answer;
                        }
                    }

                    @Override
                    public void failed(int image, String reason) {
                        bad.add(new BadAnswer(image, model, reason));
                    }
                });
    }

    /**
     * The places of the models among those that {@link #of} has answers of.
     *
     * @return {@code [model]}; -1 for a model whose answer cannot be judged
     */
    int[] places(int image) {
        int[] places = new int[answers.length];
        int next = 0;
        for (int model = 0; model < answers.length; model++) {
            places[model] = answers[model][image] == null ? -1 : next++;
        }
        return places;
    }

    /** The answers for an image that can be judged, in the order of the models. */
    JudgedAnswers of(int image) {
        return new JudgedAnswers(
                Arrays.stream(answers)
                        .map(ofModel -> ofModel[image])
                        .filter(Objects::nonNull)
                        .toList());
    }

    List<BadAnswer> bad() {
        return List.copyOf(bad);
    }
}
