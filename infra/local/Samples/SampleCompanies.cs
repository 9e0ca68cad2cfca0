using static IntakePipeline.Language;

namespace IntakePipeline.Local.Samples;

/// <summary>The invented companies. None exists; their NIFs belong to nobody.</summary>
public static class SampleCompanies
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SampleCompany> All { get; } =
    [
        .. Lines.Select((line, number) => new SampleCompany(number, line.Letter, line.Name, line.Form, line.Municipality, line.Province, line.Language, line.Project)),
    ];

    private static IEnumerable<(char Letter, string Name, string Form, string Municipality, string Province, Language Language, string Project)> Lines =>
    [
        ('B', "Sensòrica de l'Albufera, SL", "SL", "Catarroja", "46", Valencian, "Xarxa de sensors per al control del nivell i la salinitat de l'aigua en els arrossars"),
        ('B', "Taronja Robòtica, SL", "SL", "Algemesí", "46", Valencian, "Robot de collita selectiva de cítrics amb visió multiespectral"),
        ('B', "Cerámica Inteligente Alcalatén, SL", "SL", "L'Alcora", "12", Spanish, "Baldosas cerámicas con captación de energía y sensores integrados"),
        ('B', "Calzado Conectado Elche, SL", "SL", "Elx", "03", Spanish, "Plantilla instrumentada para el análisis de la marcha en el calzado laboral"),
        ('B', "Joguet Digital d'Ibi, SL", "SL", "Ibi", "03", Valencian, "Joguets adaptables per a xiquets i xiquetes amb diversitat funcional"),
        ('B', "Biomaterials del Túria, SL", "SL", "Paterna", "46", Valencian, "Envasos biodegradables a partir de pell de taronja"),
        ('F', "Cooperativa Tecnològica la Safor, Coop. V.", "COOP", "Gandia", "46", Valencian, "Plataforma oberta de comercialització directa per a productors de la Safor"),
        ('B', "Marina Alta Energía Solar, SL", "SL", "Dénia", "03", Spanish, "Seguidor solar de bajo coste para pequeñas explotaciones agrarias"),
        ('A', "Levante Fotónica, SA", "SA", "València", "46", Spanish, "Dispositivos fotónicos integrados para redes de acceso de nueva generación"),
        ('B', "Torrentí Programari Mèdic, SL", "SL", "Torrent", "46", Valencian, "Ajuda al diagnòstic de la retinopatia diabètica amb imatges de fons d'ull"),
        ('B', "Nanocoberta Castelló, SL", "SL", "Castelló de la Plana", "12", Valencian, "Recobriments nanoestructurats antibacterians per a hospitals"),
        ('B', "Textiles Técnicos Alcoi, SL", "SL", "Alcoi", "03", Spanish, "Tejidos con materiales de cambio de fase para ropa de protección"),
        ('B', "Aigües Netes del Xúquer, SL", "SL", "Alzira", "46", Valencian, "Depuració d'aigües residuals amb aiguamolls artificials monitorats"),
        ('B', "Mármol Digital Novelda, SL", "SL", "Novelda", "03", Spanish, "Clasificación automática de tableros de mármol por visión artificial"),
        ('B', "Mobles Vius, SL", "SL", "Benetússer", "46", Valencian, "Mobiliari modular amb fusta recuperada i disseny paramètric"),
        ('B', "Vinalopó Agrotech, SL", "SL", "Villena", "03", Spanish, "Predicción de plagas en viña y olivo con estaciones autónomas"),
        ('B', "Sabors del Maestrat, SL", "SL", "Morella", "12", Valencian, "Conservació de tòfona negra en atmosfera modificada"),
        ('B', "Impresión Aditiva Paterna, SL", "SL", "Paterna", "46", Spanish, "Prótesis dentales personalizadas por fabricación aditiva en titanio"),
        ('B', "Llum i Ciutat, SL", "SL", "Sagunt", "46", Valencian, "Enllumenat públic adaptatiu amb telegestió per ràdio"),
        ('B', "Horta Viva Tecnologia, SL", "SL", "Alboraia", "46", Valencian, "Cultiu hidropònic de xufa amb aigua regenerada"),
        ('B', "Dron Mediterráneo, SL", "SL", "Manises", "46", Spanish, "Inspección de tendidos eléctricos con aeronaves no tripuladas"),
        ('B', "Acústica Sueca, SL", "SL", "Sueca", "46", Valencian, "Pantalles acústiques amb palla d'arròs"),
        ('B', "Biosalud Alicante, SL", "SL", "Alacant", "03", Spanish, "Biosensor portátil para la detección de alérgenos en alimentos"),
        ('B', "Ports Intel·ligents, SL", "SL", "València", "46", Valencian, "Optimització de l'estiba de contenidors amb algorismes evolutius"),
        ('B', "Turrón Innova Xixona, SL", "SL", "Xixona", "03", Spanish, "Turrones sin azúcar añadido con fibras vegetales"),
        ('B', "Paper Reciclat d'Ontinyent, SL", "SL", "Ontinyent", "46", Valencian, "Aïllaments tèrmics de cel·lulosa reciclada"),
        ('B', "Mejillón y Mar, SL", "SL", "Vinaròs", "12", Spanish, "Aprovechamiento de la concha de mejillón como carga mineral"),
        ('B', "Educa en Joc, SL", "SL", "Burjassot", "46", Valencian, "Jocs seriosos per a l'aprenentatge de les matemàtiques a primària"),
        ('B', "Motores Eléctricos Almussafes, SL", "SL", "Almussafes", "46", Spanish, "Motor de reluctancia para vehículos ligeros de reparto"),
        ('B', "Ebre Sud Logística Verda, SL", "SL", "Benicarló", "12", Valencian, "Planificació de rutes de repartiment amb vehicles elèctrics"),
        ('B', "Espuma Circular, SL", "SL", "Sedaví", "46", Spanish, "Reciclado químico de espuma de poliuretano de colchones"),
        ('B', "Veu Sintètica Valenciana, SL", "SL", "València", "46", Valencian, "Síntesi de veu en valencià per a servicis públics accessibles"),
        ('B', "Piel Segura Petrer, SL", "SL", "Petrer", "03", Spanish, "Curtición sin cromo para marroquinería infantil"),
        ('B', "Apicultura de la Serra, SL", "SL", "Aiora", "46", Valencian, "Control remot de ruscs i alerta primerenca de malalties"),
        ('B', "Simulación Naval Torrevieja, SL", "SL", "Torrevieja", "03", Spanish, "Simulador de maniobra para embarcaciones de recreo"),
        ('B', "Ferro Forjat de Xàtiva, SL", "SL", "Xàtiva", "46", Valencian, "Disseny assistit de reixes i balcons històrics"),
        ('B', "Datos Abiertos Turia, SL", "SL", "Mislata", "46", Spanish, "Cuadro de mando de contratación pública con datos abiertos"),
        ('B', "Olis Essencials de Calp, SL", "SL", "Calp", "03", Valencian, "Extracció d'olis essencials amb CO2 supercrític"),
        ('B', "Realidad Aumentada Sagunto, SL", "SL", "Sagunt", "46", Spanish, "Guías de patrimonio con realidad aumentada"),
        ('B', "Fusta i Vent, SL", "SL", "Estivella", "46", Valencian, "Pales d'aerogenerador menut de fusta laminada"),
        ('B', "Nutrición Deportiva Orihuela, SL", "SL", "Orihuela", "03", Spanish, "Bebidas isotónicas a partir de suero de limón"),
        ('B', "Canals i Séquies, SL", "SL", "Carcaixent", "46", Valencian, "Comportes automàtiques per a séquies de reg tradicional"),
        ('B', "Vidrio Activo, SL", "SL", "L'Olleria", "46", Spanish, "Vidrio fotocatalítico para fachadas autolimpiables"),
        ('B', "Moda Sense Costures, SL", "SL", "Crevillent", "03", Valencian, "Peces tèxtils teixides en tres dimensions sense residu"),
        ('B', "Ruta del Azahar, SL", "SL", "Castelló de la Plana", "12", Spanish, "Aplicación móvil de rutas gastronómicas accesibles"),
        ('B', "Algues de Xàbia, SL", "SL", "Xàbia", "03", Valencian, "Cultiu de microalgues per a pinsos d'aqüicultura"),
        ('B', "Ascensores Ligeros del Mediterráneo, SL", "SL", "Quart de Poblet", "46", Spanish, "Ascensor sin foso para edificios sin ascensor"),
        ('B', "Xocolata de la Vila, SL", "SL", "La Vila Joiosa", "03", Valencian, "Traçabilitat del cacau des de l'origen amb segells digitals"),
        ('B', "Plásticos Oxo Free, SL", "SL", "Ibi", "03", Spanish, "Bolsas compostables para residuos orgánicos municipales"),
        ('B', "Refugi Climàtic, SL", "SL", "Llíria", "46", Valencian, "Pèrgoles vegetals amb reg per condensació"),
        ('B', "Gafas Solares Pego, SL", "SL", "Pego", "03", Spanish, "Monturas de gafas con acetato reciclado"),
        ('B', "Taulells del Segle Nou, SL", "SL", "Onda", "12", Valencian, "Esmalts ceràmics sense plom de baixa temperatura"),
        ('B', "Telemedicina Requena, SL", "SL", "Requena", "46", Spanish, "Seguimiento a distancia de pacientes crónicos en zonas rurales"),
        ('B', "Marjal Verda, SL", "SL", "Pego", "03", Valencian, "Biofiltres de canya per a granges"),
        ('B', "Cartografía Precisa, SL", "SL", "Alacant", "03", Spanish, "Modelos tridimensionales de cascos históricos"),
        ('B', "Orxata i Companyia, SL", "SL", "Alboraia", "46", Valencian, "Pasteurització de l'orxata per altes pressions"),
        ('B', "Salines Digitals, SL", "SL", "Santa Pola", "03", Valencian, "Control automàtic de la densitat en basses salineres"),
        ('B', "Aceites de la Calderona, SL", "SL", "Segorbe", "12", Spanish, "Extracción en frío de aceite de oliva con ultrasonidos"),
        ('B', "Ombra i Tendal, SL", "SL", "Sagunt", "46", Valencian, "Tendals fotovoltaics per a places i patis d'escola"),
        ('B', "Hilaturas Recicladas Banyeres, SL", "SL", "Banyeres de Mariola", "03", Spanish, "Hilo de algodón recuperado para género de punto"),
        ('B', "Quitxalla Connectada, SL", "SL", "Vila-real", "12", Valencian, "Rellotge per a l'autonomia de xiquets i xiquetes amb diabetis"),
        ('B', "Robótica Submarina del Cabo, SL", "SL", "Benidorm", "03", Spanish, "Vehículo submarino para la limpieza de praderas de posidonia"),
        ('B', "Fang i Foc, SL", "SL", "Manises", "46", Valencian, "Ceràmica refractària per a forns d'inducció"),
        ('B', "Lonja Transparente, SL", "SL", "Cullera", "46", Spanish, "Subasta electrónica de pescado con trazabilidad hasta la barca"),
        ('B', "Mel i Ginebre, SL", "SL", "Vistabella del Maestrat", "12", Valencian, "Destil·lació contínua de plantes aromàtiques"),
        ('B', "Cáñamo Industrial Callosa, SL", "SL", "Callosa de Segura", "03", Spanish, "Paneles aislantes de fibra de cáñamo"),
    ];
}
