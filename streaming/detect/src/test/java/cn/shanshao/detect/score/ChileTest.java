package cn.shanshao.detect.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * 568 basins in storms of the Atacama, 84 with a debris flow. The record has no free licence, so it is read from where the
 * environment says, and a folder that is named must be there.
 */
@EnabledIfEnvironmentVariable(named = "SHANSHAO_DATA", matches = ".+")
class ChileTest {
    private static final int HOURLY_MAXIMUM = 1;
    private static final int STORM_TOTAL = 2;

    private static List<String> lines(String file) throws IOException {
        var all = Files.readAllLines(Path.of(System.getenv("SHANSHAO_DATA"), "chile_debrisflow", file));
        return all.subList(1, all.size());
    }

    private static double area(int column) throws IOException {
        var rain = lines("X.csv").stream()
                .mapToDouble(line -> Double.parseDouble(line.split(",")[column]))
                .toArray();
        var flows = lines("Y.csv");
        assertThat(flows).hasSize(568).hasSameSizeAs(rain);
        return RocArea.of(of(rain, flows, "1"), of(rain, flows, "0"));
    }

    private static double[] of(double[] rain, List<String> flows, String flow) {
        return IntStream.range(0, rain.length)
                .filter(i -> flows.get(i).trim().equals(flow))
                .mapToDouble(i -> rain[i])
                .toArray();
    }

    @Test
    void shortIntensityTellsMoreThanTheStormsTotal() throws IOException {
        assertThat(area(HOURLY_MAXIMUM)).isCloseTo(0.837, within(5e-4));
        assertThat(area(STORM_TOTAL)).isCloseTo(0.747, within(5e-4));
    }
}
