package dev.midstream.trainer.picture;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;

/** Drawings stacked into one picture. */
public final class Picture {
    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

    /** Pixels of the PNG per pixel of a drawing. */
    private static final int SCALE = 2;

    private final List<Drawing> drawings;
    private final int width;
    private final int height;

    /**
     * A picture.
     *
     * @param width of all drawings, in pixels
     */
    public Picture(int width, List<Drawing> drawings) {
        this.drawings = List.copyOf(drawings);
        this.width = width;
        this.height = drawings.stream().mapToInt(Drawing::height).sum();
    }

    /** Writes the picture as PNG. */
    public void writePng(Path file) throws IOException {
        BufferedImage image =
                new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale(SCALE, SCALE);
        paint(graphics);
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    /** Writes the picture as SVG. */
    public void writeSvg(Path file) throws IOException {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .getDOMImplementation()
                            .createDocument(SVG_NAMESPACE, "svg", null);
            SVGGraphics2D graphics = new SVGGraphics2D(document);
            graphics.setSVGCanvasSize(new Dimension(width, height));
            paint(graphics);
            try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                graphics.stream(writer, true);
            }
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Every Java platform makes XML documents.", e);
        }
    }

    private void paint(Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        int top = 0;
        for (Drawing drawing : drawings) {
            Graphics2D part = (Graphics2D) graphics.create();
            part.translate(0, top);
            drawing.paint(part);
            part.dispose();
            top += drawing.height();
        }
    }
}
