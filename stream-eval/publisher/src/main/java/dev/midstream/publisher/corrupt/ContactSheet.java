package dev.midstream.publisher.corrupt;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.publisher.PixelEncoding;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;

/**
 * A page of pictures: one image under every corruption, one a row, at every severity, one a column,
 * magnified by a whole number so that every pixel is seen as it is.
 */
final class ContactSheet {

    private static final int SMALLEST_CELL = 96;
    private static final int GAP = 6;
    private static final int MARGIN = 16;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    private static final Color TEXT = new Color(0x22, 0x22, 0x22);

    private final Corruptor corruptor;
    private final List<String> corruptions;
    private final List<Integer> severities;

    ContactSheet(Corruptor corruptor, List<String> corruptions, List<Integer> severities) {
        this.corruptor = corruptor;
        this.corruptions = corruptions;
        this.severities = severities;
    }

    /** Draws the page. */
    BufferedImage draw(Image image, String imageId) {
        int magnification = Math.max(1, (SMALLEST_CELL + image.width() - 1) / image.width());
        int width = image.width() * magnification + GAP;
        int height = image.height() * magnification + GAP;
        int labels = labelWidth() + 2 * MARGIN;
        int header = 2 * MARGIN + FONT.getSize();
        BufferedImage page =
                new BufferedImage(
                        labels + width * (severities.size() + 1) + MARGIN,
                        header + height * corruptions.size() + MARGIN,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = page.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, page.getWidth(), page.getHeight());
            graphics.setColor(TEXT);
            graphics.setFont(FONT);
            graphics.setRenderingHint(
                    RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            for (int column = 0; column <= severities.size(); column++) {
                String text = column == 0 ? "clean" : "severity " + severities.get(column - 1);
                int middle = labels + column * width + (width - GAP) / 2;
                int half = graphics.getFontMetrics().stringWidth(text) / 2;
                graphics.drawString(text, middle - half, header - MARGIN / 2);
            }
            for (int row = 0; row < corruptions.size(); row++) {
                String corruption = corruptions.get(row);
                int top = header + row * height;
                FontMetrics metrics = graphics.getFontMetrics();
                graphics.drawString(
                        corruption,
                        MARGIN / 2,
                        top + (height - GAP + metrics.getAscent() - metrics.getDescent()) / 2);
                for (int column = 0; column <= severities.size(); column++) {
                    Condition condition =
                            column == 0
                                    ? Condition.CLEAN
                                    : new Condition(corruption, severities.get(column - 1));
                    graphics.drawImage(
                            PixelEncoding.picture(corruptor.apply(image, imageId, condition)),
                            labels + column * width,
                            top,
                            width - GAP,
                            height - GAP,
                            null);
                }
            }
        } finally {
            graphics.dispose();
        }
        return page;
    }

    private int labelWidth() {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            int widest = 0;
            for (String corruption : corruptions) {
                widest = Math.max(widest, graphics.getFontMetrics(FONT).stringWidth(corruption));
            }
            return widest;
        } finally {
            graphics.dispose();
        }
    }

    /** Draws the page and saves it as a PNG. */
    void write(Image image, String imageId, Path file) throws IOException {
        BufferedImage page = draw(image, imageId);
        Files.deleteIfExists(file);
        try (ImageOutputStream output = ImageIO.createImageOutputStream(file.toFile())) {
            if (output == null || !ImageIO.write(page, "png", output)) {
                throw new IOException("Cannot write " + file + ". Is its directory there?");
            }
        }
    }
}
