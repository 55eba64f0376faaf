# The trainer on the processor: train, evaluate, sample, adopt ... (--help).
ARG JRE_BASE=eclipse-temurin:17-jre
FROM ${JRE_BASE} AS natives
COPY trainer.jar /tmp/
RUN java -cp /tmp/trainer.jar dev.midstream.engine.tensorflow.UnpackNatives / natives && chmod 755 /natives

FROM ${JRE_BASE}
LABEL org.opencontainers.image.title="Midstream trainer" \
      org.opencontainers.image.description="Trains, evaluates and exports subspaces of neural networks." \
      org.opencontainers.image.licenses="Apache-2.0"
RUN echo 'midstream:x:10001:10001::/home/midstream:/bin/bash' >> /etc/passwd \
  && echo 'midstream:x:10001:' >> /etc/group \
  && mkdir -p /home/midstream /data /models && chown 10001:10001 /home/midstream /data /models
COPY --from=natives /natives /opt/midstream/natives
ENV TENSORFLOW_LIBRARY_PATH=/opt/midstream/natives
COPY LICENSE bom.json licences.zip trainer.jar /opt/midstream/
USER 10001:10001
WORKDIR /home/midstream
# A command that ends: its exit code says how it went.
HEALTHCHECK NONE
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-jar", "/opt/midstream/trainer.jar"]
CMD ["--help"]
