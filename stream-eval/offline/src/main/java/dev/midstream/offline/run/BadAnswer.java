package dev.midstream.offline.run;

/**
 * An answer that cannot be judged, such as one in which a logit is not finite. The image is left
 * out of the figures of its model.
 *
 * @param image its position in the chunk
 * @param model index among the evaluated models
 * @param reason one sentence
 */
public record BadAnswer(int image, int model, String reason) {}
