package dev.midstream.job.scoring;

import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.job.intake.ImageContext;
import java.util.List;

/**
 * What the models answered for one image.
 *
 * @param answers one a model that was running when the image came
 */
public record ScoredImage(ImageContext context, List<ModelAnswer> answers) {}
