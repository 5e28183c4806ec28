package cn.shanshao.center.https;

import cn.shanshao.center.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The certificate of our own authority, for phones and screens to install: a file for everybody, no operation. */
@Hidden
@RestController
class AuthorityController {
    private static final String NAME = "authority.crt";

    private final HttpsSettings settings;

    AuthorityController(HttpsSettings settings) {
        this.settings = settings;
    }

    /** 404 where the certificate was given to us. */
    @GetMapping(value = "/" + NAME, produces = "application/x-x509-ca-cert")
    ResponseEntity<byte[]> get() throws IOException {
        Path file = settings.dir().resolve(NAME);
        if (!settings.isOn() || settings.certificate() != null || !Files.exists(file)) {
            throw Problem.notFound("authority of our own", NAME);
        }
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"shanshao-authority.crt\"")
                .body(Files.readAllBytes(file));
    }
}
