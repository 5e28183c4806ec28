package cn.shanshao.center;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CenterTest
class PagesTest {
    @Autowired
    Caller stranger;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/phones",
                "/wall",
                "/m",
                "/points/jl-0417",
                "/devices/jl-0417-gnss2",
                "/risk",
                "/rules",
                "/backtest"
            })
    void everyRouteOfThePageLeadsToThePageAndIsAskedForAgain(String route) {
        var page = stranger.get(route);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.response().body()).contains("山哨");
        assertThat(page.header("Cache-Control")).contains("no-cache");
    }

    @Test
    void assetsWithAHashInTheirNameAreKeptByTheBrowser() {
        var asset = stranger.get("/assets/page-0a1b2c3d.js");
        assertThat(asset.status()).isEqualTo(200);
        assertThat(asset.header("Cache-Control")).contains("max-age=31536000", "immutable");
    }

    @Test
    void aMistypedAddressInABrowserIsAPageWithAWayBack() {
        var browser = stranger.with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        for (var path : new String[] {"/nothing", "/rulez/1"}) {
            var page = browser.get(path);
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.response().body()).contains("山哨");
        }
        var problem = browser.admin().get("/api/v1/nothing");
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void whatIsNotThereIsAProblemAndNotAPage() {
        assertThat(stranger.get("/nothing").status()).isEqualTo(404);
        var nothing = stranger.admin().get("/api/v1/nothing");
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.header("Content-Type")).startsWith("application/problem+json");
        assertThat(stranger.get("/application.yaml").status()).isEqualTo(404);
    }
}
