# Everything in one process: trains, starts Kafka, Flink with the job, and the dashboard, and publishes.
# Its page is on 127.0.0.1 of the container: run it with --network host.
ARG JRE_BASE=eclipse-temurin:17-jre
FROM ${JRE_BASE} AS natives
COPY trainer.jar /tmp/
RUN java -cp /tmp/trainer.jar dev.midstream.engine.tensorflow.UnpackNatives / natives && chmod 755 /natives

FROM ${JRE_BASE}
LABEL org.opencontainers.image.title="Midstream demo" \
      org.opencontainers.image.description="Shows the whole of Midstream in one process." \
      org.opencontainers.image.licenses="Apache-2.0"
RUN echo 'midstream:x:10001:10001::/home/midstream:/bin/bash' >> /etc/passwd \
  && echo 'midstream:x:10001:' >> /etc/group \
  && mkdir -p /home/midstream /data /work && chown 10001:10001 /home/midstream /data /work
COPY --from=natives /natives /opt/midstream/natives
ENV TENSORFLOW_LIBRARY_PATH=/opt/midstream/natives
COPY answers /usr/local/bin/
COPY LICENSE bom.json licences.zip /opt/midstream/
COPY trainer.jar /opt/midstream/trainer/target/
COPY stream-eval.jar /opt/midstream/stream-eval/job/target/
COPY fashion-mnist /opt/midstream/deploy/
COPY demo /opt/midstream/deploy/embedded/target
USER 10001:10001
WORKDIR /home/midstream
VOLUME /work
HEALTHCHECK --interval=10s --timeout=5s --start-period=10m --retries=3 CMD ["answers", "8080", "/healthz"]
ENTRYPOINT ["java", "-Xmx3g", "-Dmidstream.root=/opt/midstream", "-jar", "/opt/midstream/deploy/embedded/target/midstream-demo.jar", "--work", "/work"]
