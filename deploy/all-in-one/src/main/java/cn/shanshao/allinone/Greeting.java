package cn.shanshao.allinone;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The box at the end of the start: where to go, how to get in, how to stop. */
record Greeting(
        Settings settings,
        Doors doors,
        Optional<String> password,
        Map<String, String> cast,
        Optional<String> heldBackBy) {
    /** Ports as they are at last. */
    record Doors(int http, int mqtt, int flink) {}

    /** Without the passwords, so that they end in no log. */
    @Override
    public String toString() {
        return "Greeting[]";
    }

    List<String> lines() {
        var page = "http://127.0.0.1:" + doors.http();
        var lines = new ArrayList<String>();
        lines.add("Shanshao runs.  山哨已启动");
        lines.add("");
        lines.add("page      页面   " + page + "/");
        lines.add("phones    手机   " + page + "/phones");
        if (!settings.host().equals("127.0.0.1")) {
            var door = settings.httpsPort() > 0 ? "https://%s:" + settings.httpsPort() : "http://%s:" + doors.http();
            outside().ifPresent(address -> lines.add("from outside 外部访问   " + door.formatted(address) + "/"));
        }
        if (settings.httpsPort() > 0) {
            lines.add("install once 安装证书   " + page + "/authority.crt");
        }
        lines.add("MQTT             mqtt://127.0.0.1:" + doors.mqtt());
        if (doors.flink() > 0) lines.add("Flink            http://127.0.0.1:" + doors.flink() + "/");
        lines.add("");
        lines.add("user      用户   admin");
        lines.add("password  密码   "
                + (settings.adminPassword() == null
                        ? password.orElse("as told at the first start, or set since  首次启动时已显示,或已更改")
                        : "as set in SHANSHAO_ADMIN_PASSWORD"));
        lines.add("");
        if (heldBackBy.isPresent()) {
            lines.add("!! The demo was NOT started: " + heldBackBy.get() + " is live. Start with --empty.");
            lines.add("!! 演示未启动：" + heldBackBy.get() + " 为真实点或设备，请用 --empty 启动");
        } else if (settings.demo()) lines.addAll(demo());
        lines.add("stop      停止   Ctrl-C, or ./shanshao down");
        return lines;
    }

    /** Who plays what, each with a password that is told this once. */
    private List<String> demo() {
        var lines = new ArrayList<String>();
        lines.add("Demo: everything shown is an exercise.  演示数据");
        if (!cast.isEmpty()) lines.add("Who plays it, with passwords told this once  演示用户，密码仅显示这一次");
        for (var player : DemoCast.players()) {
            var password = cast.get(player.username());
            if (password == null) continue;
            var name = player.username();
            lines.add("  %s%s%s  %s".formatted(name, " ".repeat(14 - name.length()), password, DemoCast.plays(name)));
        }
        return lines;
    }

    private static Optional<String> outside() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(address -> address.getHostAddress())
                    .findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }
}
