package dev.midstream.embedded;

import java.nio.file.Path;

/**
 * What the demo runs.
 *
 * @param dataset name of the data set
 * @param data its directory
 * @param model directory of a trained model
 * @param jobJar the scoring job
 * @param images test images to publish, each under every condition
 * @param noiseRate share of wrong labels in the run with label noise
 * @param port of the dashboard, 0 for any free one
 */
record DemoConfiguration(
        String dataset,
        Path data,
        Path model,
        Path jobJar,
        int images,
        double noiseRate,
        int port) {}
