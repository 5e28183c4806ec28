package cn.shanshao.ingest.wire;

/**
 * Looks over a CBOR payload (RFC 8949, § 3) head by head before a parser may see it. The parser's time grows with the
 * square of the number of tags in a row (a megabyte of tags takes it a minute), and a length is only believed here when
 * the bytes are there.
 */
final class CborHeads {
    private static final int MOST_TAGS_IN_A_ROW = 4;
    private static final int INDEFINITE = 31;

    private final byte[] bytes;
    private int at;

    private CborHeads(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @throws WireException when no parser should see the payload
     */
    static void check(byte[] bytes) {
        new CborHeads(bytes).check();
    }

    private void check() {
        var tags = 0;
        while (at < bytes.length) {
            var head = bytes[at++] & 0xFF;
            var major = head >> 5;
            var length = argument(head & 31);
            if (major == 2 || major == 3) {
                skip(length);
            }
            tags = major == 6 ? tags + 1 : 0;
            if (tags > MOST_TAGS_IN_A_ROW) {
                throw new WireException("cbor", "expected at most %d tags in a row".formatted(MOST_TAGS_IN_A_ROW));
            }
        }
    }

    /** The number in a head and the bytes after it; 0 for an indefinite length, whose parts have heads of their own. */
    private long argument(int low) {
        if (low < 24 || low == INDEFINITE) {
            return low == INDEFINITE ? 0 : low;
        }
        if (low > 27) {
            throw new WireException("cbor", "byte %d is no head of CBOR".formatted(at - 1));
        }
        var size = 1 << (low - 24);
        if (size > bytes.length - at) {
            throw new WireException("cbor", "payload ends in the middle");
        }
        var value = 0L;
        for (var i = 0; i < size; i++) {
            value = value << 8 | bytes[at++] & 0xFF;
        }
        return value;
    }

    private void skip(long length) {
        if (length < 0 || length > bytes.length - at) {
            throw new WireException("cbor", "byte %d says more bytes than there are".formatted(at - 1));
        }
        at += (int) length;
    }
}
