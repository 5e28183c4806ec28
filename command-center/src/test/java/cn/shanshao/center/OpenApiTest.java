package cn.shanshao.center;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CenterTest
class OpenApiTest {
    @Autowired
    Caller stranger;

    @Test
    void whoIsSignedInReadsWhatTheCentreOffers() {
        var api = stranger.admin().get("/v3/api-docs");
        assertThat(api.status()).isEqualTo(200);
        assertThat(api.json().get("info").get("title").asString()).isEqualTo("Shanshao");
        assertThat(api.json().get("paths").propertyNames())
                .contains(
                        "/api/v1/session",
                        "/api/v1/devices",
                        "/api/v1/devices/{id}/commands",
                        "/api/v1/devices/{id}/apikey",
                        "/api/v1/rules/{id}",
                        "/api/v1/audit");
        assertThat(api.json().at("/paths/~1api~1v1~1points~1{id}").propertyNames())
                .contains("get", "put");
        assertThat(api.json()
                        .at("/paths/~1api~1v1~1points~1{id}~1contacts~1{contact}")
                        .propertyNames())
                .contains("put", "delete");
        assertThat(api.json().at("/paths/~1api~1v1~1devices/post/parameters").isMissingNode())
                .as("the signed-in user is no parameter")
                .isTrue();
    }
}
