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
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Drawings stacked into one picture. */
public final class Picture {
    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

    /** Pixels of the PNG per pixel of a drawing. */
    private static final int SCALE = 2;

    private final List<Drawing> drawings;
    private final int width;
    private final int height;
    private final String description;

    /**
     * A picture.
     *
     * @param width of all drawings, in pixels
     */
    public Picture(int width, List<Drawing> drawings) {
        this(width, drawings, "");
    }

    /**
     * A picture that says what it is.
     *
     * @param width of all drawings, in pixels
     * @param description is part of the files, as {@code desc} of SVG and {@code Description} of
     *     PNG, and not seen
     */
    public Picture(int width, List<Drawing> drawings, String description) {
        this.drawings = List.copyOf(drawings);
        this.description = description;
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
        PngFile.write(file, image, description);
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
            Element root = graphics.getRoot();
            if (!description.isEmpty()) {
                Element text = document.createElementNS(SVG_NAMESPACE, "desc");
                text.setTextContent(description);
                root.insertBefore(text, root.getFirstChild());
            }
            try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                graphics.stream(root, writer, true, false);
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
