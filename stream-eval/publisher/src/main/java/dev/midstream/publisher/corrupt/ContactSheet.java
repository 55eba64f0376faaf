package dev.midstream.publisher.corrupt;

import dev.midstream.images.FileFailures;
import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.publisher.image.PixelEncoding;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A page of pictures: one image under every corruption, one a row, at every severity, one a column.
 * Small ones are magnified by a whole number, so that every pixel is seen as it is; large ones are
 * reduced by one, each pixel of the page the mean of several.
 */
final class ContactSheet {

    private static final int MIN_CELL = 96;
    private static final int MAX_CELL = 96;
    private static final int GAP = 6;
    private static final int MARGIN = 16;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    private static final Color TEXT = new Color(0x22, 0x22, 0x22);

    private final Corruptor corruptor;
    private final List<String> corruptions;
    private final List<Integer> severities;

    private ContactSheet(Corruptor corruptor, List<String> corruptions, List<Integer> severities) {
        this.corruptor = corruptor;
        this.corruptions = corruptions;
        this.severities = severities;
    }

    /** A page of all corruptions and severities of a plan. */
    static ContactSheet of(TestPlan plan) {
        List<Condition> conditions = plan.conditions();
        return new ContactSheet(
                plan.corruptor(),
                conditions.stream().map(Condition::corruption).distinct().toList(),
                conditions.stream().map(Condition::severity).distinct().sorted().toList());
    }

    /** Draws the page: the clean image in the first row, then a row for each corruption. */
    BufferedImage draw(Image image, String imageId) {
        int magnification = Math.max(1, (MIN_CELL + image.width() - 1) / image.width());
        int reduction = Math.max(1, (image.width() + MAX_CELL - 1) / MAX_CELL);
        int width = image.width() * magnification / reduction + GAP;
        int height = image.height() * magnification / reduction + GAP;
        int labels = labelWidth() + 2 * MARGIN;
        int header = 2 * MARGIN + FONT.getSize();
        BufferedImage page =
                new BufferedImage(
                        labels + width * severities.size() + MARGIN,
                        header + height * (corruptions.size() + 1) + MARGIN,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = page.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, page.getWidth(), page.getHeight());
            graphics.setColor(TEXT);
            graphics.setFont(FONT);
            graphics.setRenderingHint(
                    RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            FontMetrics metrics = graphics.getFontMetrics();
            for (int column = 0; column < severities.size(); column++) {
                String text = "severity " + severities.get(column);
                int middle = labels + column * width + (width - GAP) / 2;
                graphics.drawString(
                        text, middle - metrics.stringWidth(text) / 2, header - MARGIN / 2);
            }
            int baseline = (height - GAP + metrics.getAscent() - metrics.getDescent()) / 2;
            for (int row = 0; row <= corruptions.size(); row++) {
                int top = header + row * height;
                String name = row == 0 ? "clean" : corruptions.get(row - 1);
                graphics.drawString(name, MARGIN / 2, top + baseline);
                for (int column = 0; column < (row == 0 ? 1 : severities.size()); column++) {
                    Condition condition =
                            row == 0
                                    ? Condition.CLEAN
                                    : new Condition(name, severities.get(column));
                    graphics.drawImage(
                            reduced(corruptor.apply(image, imageId, condition), reduction),
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

    private static BufferedImage reduced(Image image, int reduction) {
        if (reduction == 1) {
            return PixelEncoding.picture(image);
        }
        int height = image.height() / reduction;
        int width = image.width() / reduction;
        byte[] means = new byte[height * width * image.channels()];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < image.channels(); channel++) {
                    means[at++] = mean(image, y * reduction, x * reduction, channel, reduction);
                }
            }
        }
        return PixelEncoding.picture(new Image(height, width, image.channels(), means));
    }

    private static byte mean(Image image, int top, int left, int channel, int side) {
        int sum = 0;
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                sum += image.pixels()[(y * image.width() + x) * image.channels() + channel] & 0xff;
            }
        }
        int count = side * side;
        return (byte) ((sum + count / 2) / count);
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
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        try (OutputStream stream = Files.newOutputStream(file);
                ImageOutputStream output = new MemoryCacheImageOutputStream(stream)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(page, null, null), smallest);
        } catch (NoSuchFileException e) {
            throw new IOException("Cannot write " + file + ". Is its directory there?", e);
        } catch (FileSystemException e) {
            throw new IOException("Cannot write " + file + ": " + FileFailures.reason(e) + ".", e);
        } finally {
            writer.dispose();
        }
    }
}
