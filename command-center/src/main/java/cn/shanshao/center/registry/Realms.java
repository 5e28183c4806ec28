package cn.shanshao.center.registry;

import cn.shanshao.center.CenterSettings;
import cn.shanshao.center.Problem;
import cn.shanshao.ingest.wire.Realm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The demo and what is live never run side by side: a watched slope must not go unwatched for a demo. */
@Component
class Realms {
    private final boolean demo;

    Realms(CenterSettings settings) {
        this.demo = settings.demo();
    }

    /** Of what does not say. */
    Realm usual() {
        return demo ? Realm.EXERCISE : Realm.LIVE;
    }

    /** @throws Problem 409 for something live while the demo runs */
    void admit(@Nullable Realm realm) {
        if (demo && realm == Realm.LIVE) {
            throw Problem.conflict(
                    "nothing live is made while the demo runs: stop, and start with ./shanshao up --empty"
                            + " (在演示运行期间不能登记真实点和设备，请停止后用 ./shanshao up --empty 启动)");
        }
    }
}
