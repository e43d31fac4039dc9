// Runs after the build of each example: what the examples that have been built resolved and ran, beyond the exit codes
// that the invoker has checked already.
new File(basedir, 'target/it').listFiles().findAll { new File(it, 'build.log').exists() }.each { example ->
    String log = new File(example, 'build.log').text
    assert log =~ /Tests run: [1-9]\d*, Failures: 0, Errors: 0, Skipped: 0/ : "no test of ${example.name} ran: see its build.log"

    File report = new File(example, 'target/surefire-reports').listFiles().find { it.name.endsWith('.xml') }
    def path = report.text =~ /name="surefire.test.class.path" value="([^"]+)"/
    assert path.find() : "the report has no class path: ${report}"
    def jars = path.group(1).split(File.pathSeparator).collect { new File(it).name }.findAll { it.endsWith('.jar') }
    assert jars.any { it.startsWith('rnn-core-') } : "rnn-core is not on the class path: ${jars}"

    boolean models = jars.any { it.startsWith('rnn-models-') }
    assert models == (example.name == 'serve')
    boolean training = jars.any { it.startsWith('rnn-training-') }
    assert training == (example.name == 'train' || models)
    def ours = jars.findAll { it ==~ /(rnn-(cli|ui|imdb|charlm|timeseries)|lessons)-.*/ || (it.startsWith('datasets-') && !models) }
    assert ours.isEmpty() : "the example sees more of this project than the libraries: ${ours}"

    def natives = jars.findAll { it ==~ /(nd4j-native|openblas|javacpp)-.*-(linux|macosx|windows|android|ios)-.*/ }
    def platforms = natives.collect { (it =~ /-((linux|macosx|windows|android|ios)-[a-z0-9_]+)/)[0][1] } as Set
    assert platforms.size() == 1 : "native libraries of several platforms: ${natives}"

    def unwanted = jars.findAll { it ==~ /(opencv|ffmpeg|leptonica|hdf5|mkl|gson|freemarker|deeplearning4j-(core|ui|vertx)|vertx|netty|picocli|jline|progressbar)-?.*/ }
    unwanted += models ? [] : jars.findAll { it ==~ /(datavec|joda-time)-.*/ }
    assert unwanted.isEmpty() : "the libraries brought in what they should leave out: ${unwanted}"
    if (!training) {
        def heavy = jars.findAll { it ==~ /(xchart|jackson-(core|databind|annotations))-.*/ }
        assert heavy.isEmpty() : "rnn-core brought in what it should leave out: ${heavy}"
    }

    // The fixed versions reach the importing project, and not those that Deeplearning4j asks for.
    def vulnerable = ['commons-io-2.7.jar', 'commons-compress-1.21.jar', 'commons-net-3.1.jar', 'commons-lang3-3.11.jar']
    assert jars.intersect(vulnerable).isEmpty() : "versions with published vulnerabilities: ${jars.intersect(vulnerable)}"
}

return true
