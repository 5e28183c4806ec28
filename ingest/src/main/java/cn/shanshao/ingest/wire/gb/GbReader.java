package cn.shanshao.ingest.wire.gb;

import cn.shanshao.ingest.wire.Shown;
import cn.shanshao.ingest.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Turns the JSON of a message into its values and the keys before them, within fixed limits, without judging it. */
final class GbReader {
    static final int MAX_VALUES = 10_000;

    private static final TokenStreamFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxDocumentLength(GbFrame.MAX_BYTES)
                    .maxNumberLength(400)
                    .maxNameLength(1_000)
                    .maxStringLength(GbFrame.MAX_BYTES)
                    .build())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final JsonParser parser;
    private final List<String> path;
    private final List<GbLeaf> leaves = new ArrayList<>();
    private long values;

    private GbReader(JsonParser parser, List<String> above) {
        this.parser = parser;
        this.path = new ArrayList<>(above);
    }

    /**
     * @param above keys to be thought before those of the text
     * @throws WireException when the text as a whole is not an object, or more than is allowed
     */
    static List<GbLeaf> read(byte[] json, List<String> above) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            return new GbReader(parser, above).leaves();
        } catch (WireException e) {
            throw e;
        } catch (JacksonException e) {
            throw new WireException("json", Shown.clip(String.valueOf(e.getOriginalMessage()), 300));
        } catch (RuntimeException e) {
            // A parser fed with hostile bytes may stumble over its own arrays; that too is only a bad payload.
            throw new WireException(
                    "json", "payload cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private List<GbLeaf> leaves() {
        var start = parser.nextToken();
        if (start != JsonToken.START_OBJECT) {
            throw new WireException("pack", "expected an object, was " + shown(start));
        }
        object();
        var after = parser.nextToken();
        if (after != null) {
            throw new WireException("pack", "expected nothing after the object, was " + shown(after));
        }
        return leaves;
    }

    private void object() {
        while (next() != JsonToken.END_OBJECT) {
            path.add(Objects.requireNonNull(parser.currentName()));
            value(next());
            path.remove(path.size() - 1);
        }
    }

    private void value(JsonToken token) {
        switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> {
                parser.skipChildren();
                leaf(token);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> leaf(parser.getDoubleValue());
            case VALUE_STRING -> leaf(parser.getString());
            case VALUE_TRUE -> leaf(1.0);
            case VALUE_FALSE -> leaf(0.0);
            default -> leaf(token);
        }
    }

    private void leaf(Object value) {
        values += value instanceof String text
                ? 1 + text.chars().filter(one -> one == ',').count()
                : 1;
        if (values > MAX_VALUES) {
            throw new WireException("size", "expected at most %d values".formatted(MAX_VALUES));
        }
        leaves.add(new GbLeaf(path, value));
    }

    private JsonToken next() {
        var token = parser.nextToken();
        if (token == null) {
            throw new WireException("json", "payload ends in the middle");
        }
        return token;
    }

    private static String shown(Object token) {
        return token == null ? "nothing" : Shown.clip(token.toString().toLowerCase(java.util.Locale.ROOT), 40);
    }
}
