package dev.sluice.media;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How a camera was held, as a JPEG's Exif block tells it (Exif 2.32, tag 0x0112): 1 is upright, 2 to 8 are turned or
/// mirrored. Whoever writes the image anew has to turn it, because the block is lost.
record Orientation(int tag) {
    private static final Orientation UPRIGHT = new Orientation(1);
    private static final int START = 0xffd8;
    private static final int EXIF_BLOCK = 0xffe1;
    private static final int IMAGE_FOLLOWS = 0xffda;
    private static final int EXIF = 0x45786966;
    private static final int EXIF_HEAD = 6;
    private static final int TAG = 0x0112;
    private static final int ENTRY = 12;

    /// Upright where nothing else is told.
    static Orientation of(byte[] jpeg) {
        try {
            return read(ByteBuffer.wrap(jpeg));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // a block that ends early, or points out of itself, tells nothing
            return UPRIGHT;
        }
    }

    private static Orientation read(ByteBuffer jpeg) {
        if (word(jpeg, 0) != START) {
            return UPRIGHT;
        }
        int at = 2;
        while (word(jpeg, at) != IMAGE_FOLLOWS && word(jpeg, at) >> 8 == 0xff) {
            int length = word(jpeg, at + 2);
            if (word(jpeg, at) == EXIF_BLOCK && jpeg.getInt(at + 4) == EXIF) {
                return exif(jpeg.slice(at + 4 + EXIF_HEAD, length - 2 - EXIF_HEAD));
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    private static Orientation exif(ByteBuffer block) {
        block.order(word(block, 0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = block.getInt(4);
        int entries = word(block, directory);
        for (int entry = 0; entry < entries; entry++) {
            int at = directory + 2 + entry * ENTRY;
            if (word(block, at) == TAG) {
                int tag = word(block, at + 8);
                return tag >= 1 && tag <= 8 ? new Orientation(tag) : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    private static int word(ByteBuffer buffer, int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    /// Whether width and height change places.
    boolean lies() {
        return tag >= 5;
    }

    BufferedImage upright(BufferedImage image) {
        if (tag == 1) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        var turned = new BufferedImage(lies() ? height : width, lies() ? width : height, image.getType());
        Graphics2D graphics = turned.createGraphics();
        try {
            graphics.drawImage(image, turn(width, height), null);
        } finally {
            graphics.dispose();
        }
        return turned;
    }

    /// Each of the six numbers says where a pixel at (x, y) goes: (a x + c y + e, b x + d y + f).
    private AffineTransform turn(int width, int height) {
        return switch (tag) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
