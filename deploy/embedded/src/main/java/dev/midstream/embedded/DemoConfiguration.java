package dev.midstream.embedded;

import java.nio.file.Path;

/**
 * The configuration of the demo.
 *
 * @param dataset data set that the images come from
 * @param model directory of a trained model
 * @param jobJar jar of the scoring job
 * @param images number of test images to publish, each under every condition
 * @param noiseRate share of wrong labels in the run with label noise
 * @param port port of the dashboard, 0 for any free one
 */
record DemoConfiguration(
        DemoDataset dataset, Path model, Path jobJar, int images, double noiseRate, int port) {}
