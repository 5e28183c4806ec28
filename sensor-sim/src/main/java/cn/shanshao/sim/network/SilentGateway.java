package cn.shanshao.sim.network;

import cn.shanshao.sim.demo.DemoDevice;
import java.time.Duration;

/** A gateway is without power for twelve minutes: it and all devices behind it fall silent, the others go on. */
final class SilentGateway implements Story {
    static final double FROM = 300;
    static final double TO = 1_020;
    private static final Bill BILL = new Bill(
            "silent-gateway",
            "a gateway and all behind it fall silent for twelve minutes  网关失联",
            "jl-220681-101",
            Duration.ofMinutes(20),
            1);

    @Override
    public Bill bill() {
        return BILL;
    }

    @Override
    public double show(String role, String quantity, double quiet, double t) {
        return quiet;
    }

    @Override
    public boolean isSilent(DemoDevice device, double t) {
        var concerned = device.gateway() != null || device.model().equals("gateway");
        return concerned && t >= FROM && t < TO;
    }
}
