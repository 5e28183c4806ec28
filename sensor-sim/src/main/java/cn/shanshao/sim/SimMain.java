package cn.shanshao.sim;

import cn.shanshao.sim.backtest.BackTestCommand;
import cn.shanshao.sim.load.LoadCommand;
import cn.shanshao.sim.network.NetworkCommand;
import cn.shanshao.sim.replay.ReplayCommand;
import java.io.IOException;
import java.util.List;

/** The tools of this module on the command line: {@code sim}, {@code sim network}, {@code replay}, {@code backtest}. */
public final class SimMain {
    private SimMain() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    /** Answers 0 when all was done, 1 when something was not acknowledged, 2 when it was asked for something impossible. */
    static int run(List<String> args) {
        var command = args.isEmpty() ? "" : args.get(0);
        var rest = args.isEmpty() ? args : args.subList(1, args.size());
        try {
            return switch (command) {
                case "sim" ->
                    isNetwork(rest)
                            ? new NetworkCommand(rest.subList(1, rest.size()), System.getenv(), System.out).run()
                            : new LoadCommand(rest, System.getenv(), System.out).run();
                case "backtest" -> new BackTestCommand(rest, System.getenv(), System.out, System.err).run();
                case "replay" -> new ReplayCommand(rest, System.getenv(), System.out).run();
                default ->
                    throw new Usage(String.join(
                            "\n\n",
                            LoadCommand.USAGE,
                            NetworkCommand.USAGE,
                            ReplayCommand.USAGE,
                            BackTestCommand.USAGE));
            };
        } catch (Usage e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (IOException e) {
            System.err.println("cannot read or write: " + e.getMessage());
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static boolean isNetwork(List<String> args) {
        return !args.isEmpty() && args.get(0).equals("network");
    }
}
