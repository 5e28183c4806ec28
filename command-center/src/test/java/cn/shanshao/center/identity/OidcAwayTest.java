package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@CenterTest
@TestPropertySource(properties = "shanshao.identity.oidc.issuer=http://127.0.0.1:1")
class OidcAwayTest {
    @Autowired
    Caller stranger;

    @Test
    void whoeverAsksForAProviderThatIsAwayIsToldSo() throws Exception {
        var target = new Browser().target(stranger.uri("/oauth2/authorization/oidc"));
        assertThat(target.toString()).endsWith("/login?refused=oidc");
    }
}
