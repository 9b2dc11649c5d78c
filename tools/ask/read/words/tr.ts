// Long because it is a list of words and no code.
/** Turkish: roles as in roles.ts, `noun:` (one) and `nouns:` (several), `metric:`, and words that carry nothing. Endings of single words are taken off by turkish.ts. */
export const TR: Readonly<Record<string, string>> = {
  'metric:volume':
    'hacim, hacmi, işlem hacmi, işlem hacimleri, takas hacmi, ticaret hacmi, alım satım hacmi, toplam hacim, toplam hacmi, swap hacmi, dolar hacmi, hacimler, hacimleri, işlem tutarı, toplam işlem tutarı, dolar cinsinden hacim, dolar bazında hacim, usd hacmi, ciro, ne kadarlık işlem, kaç dolarlık işlem, kaç dolarlık takas, ne kadarlık takas, kaç dolarlık swap',
  'metric:average_trade':
    'ortalama işlem büyüklüğü, ortalama takas büyüklüğü, ortalama işlem tutarı, ortalama takas tutarı, ortalama takas, ortalama swap, ortalama swap büyüklüğü, ortalama işlem boyutu, ortalama takas boyutu, ortalama ticaret büyüklüğü, bir takasın ortalama büyüklüğü, takas başına ortalama, işlem başına ortalama tutar, ortalama işlem hacmi, takasların ortalama büyüklüğü, ortalama swap tutarı, ortalama swap boyutu, takasların ortalama tutarı, işlem büyüklüğü ortalaması',
  'metric:median_trade':
    'medyan işlem büyüklüğü, medyan takas, medyan takas büyüklüğü, ortanca işlem büyüklüğü, ortanca takas, medyan işlem tutarı, medyan swap, medyan takas tutarı, medyan swap büyüklüğü, takas büyüklüğünün medyanı, işlem büyüklüğünün medyanı, medyan işlem boyutu, medyan takas boyutu, ortanca takas büyüklüğü',
  'metric:fees': 'komisyon, komisyonlar, takas ücretleri, swap ücretleri, havuz ücretleri',
  'metric:buy_volume': 'alım hacmi, alış hacmi, satın alım hacmi, alımların hacmi, kaç dolarlık alım, kaç dolarlık alındı',
  'metric:sell_volume': 'satım hacmi, satış hacmi, satışların hacmi, kaç dolarlık satış, kaç dolarlık satıldı',
  'metric:net_buys': 'net alım, net alış, net alım hacmi',
  'metric:buys': 'alım sayısı, alış sayısı, kaç alım, kaç kez alındı, kaç defa alındı',
  'metric:sells': 'satım sayısı, satış sayısı, kaç satış, kaç kez satıldı, kaç defa satıldı',
  'metric:new_traders': 'yeni trader, yeni traderlar, yeni kullanıcı, yeni kullanıcılar, yeni yatırımcı',
  'metric:pairs_traded':
    'farklı parite, farklı işlem çifti, farklı çift, benzersiz parite, benzersiz çift, kaç farklı parite, kaç farklı çift',
  'metric:transfer_volume':
    'transfer hacmi, transfer tutarı, transferlerin değeri, transferlerin dolar değeri, transferlerin toplam değeri',
  'metric:transfer_amount': 'transfer miktarı, transfer edilen miktar, gönderilen miktar, aktarılan miktar, transfer edilen toplam',
  'metric:average_transfer':
    'ortalama transfer, ortalama transfer büyüklüğü, ortalama transfer tutarı, ortalama transfer boyutu, ortalama transfer miktarı',
  'metric:median_transfer_amount':
    'medyan transfer, medyan transfer büyüklüğü, medyan transfer miktarı, ortanca transfer, medyan transfer tutarı',
  'metric:tokens_transferred': 'farklı token, kaç farklı token, benzersiz token, kaç çeşit token',
  'metric:minted': 'basılan, basıldı, mint edilen, mintlenen, mint edildi',
  'metric:burned': 'yakılan, yakıldı, yakım',
  'metric:price_average':
    'ortalama fiyat, ortalama fiyatı, fiyat ortalaması, fiyatı ortalama, fiyatının ortalaması, ortalama kur, ort fiyat, ort fiyatı, fiyatı ortalama ne kadar, fiyatı ortalama kaç, ortalama kaç dolar',
  'metric:price_high':
    'en yüksek fiyat, en yüksek fiyatı, zirve fiyat, zirve fiyatı, zirvesi, fiyat zirvesi, maksimum fiyat, maksimum fiyatı, tavan fiyat, tüm zamanların en yüksek fiyatı, en yüksek kaç dolar, en yüksek kaç dolardan, en yüksek kaç oldu, en yüksek kaç dolara, en yüksek kaçı gördü, en fazla kaç dolar, fiyatı en yüksek',
  'metric:price_low':
    'en düşük fiyat, en düşük fiyatı, dip fiyat, dip fiyatı, dibi, fiyat dibi, minimum fiyat, minimum fiyatı, taban fiyat, en düşük kaç dolar, en düşük kaç dolardan, en düşük kaç oldu, en düşük kaç dolara, en düşük kaçı gördü, en az kaç dolar, fiyatı en düşük',
  'metric:price_open': 'açılış fiyatı, açılış, açıldı, kaçtan açıldı, kaç dolardan açıldı, kaçtan açmış, kaçtan açtı, kaç dolardan açtı',
  'metric:price_close':
    'kapanış fiyatı, kapanış, kapandı, kaçtan kapandı, kaç dolardan kapandı, kapanışı, kaçtan kapattı, kaç dolardan kapattı, kapanış fiyatları, kapattı, kapatmış, kaçtan kapatmış',
  'metric:price_change':
    'fiyat değişimi, fiyat değişimleri, fiyat hareketi, fiyatındaki değişim, fiyat artışı, fiyat düşüşü, yüzdesel değişim, değer kaybı, değer artışı, yüzde değişim, fiyatı yüzde kaç arttı, fiyatı yüzde kaç değişti, fiyatı yüzde kaç düştü, fiyatı ne kadar değişti, fiyatı ne kadar arttı, fiyatı ne kadar düştü',
  'metric:price':
    'fiyat, fiyatı, fiyatlar, fiyatları, kuru, kur, kaç para, kaç dolar, kaç dolardı, kaç dolara, kaça, kaçtan, kaçtı, ne kadardı, kaç paraydı, kaç dolar ediyordu, kaç dolarmış, kaç ediyordu',
  'metric:liquidity': 'likidite, likiditesi, kilitli değer, toplam kilitli değer',
  'metric:gas_price':
    'gas fiyatı, gaz fiyatı, gas ücreti fiyatı, ortalama gas fiyatı, ortalama gaz fiyatı, gas fiyatları, gaz fiyatları, ortalama gas, ortalama gaz, gwei, efektif gas fiyatı, efektif gaz fiyatı',
  'metric:median_gas_price':
    'medyan gas fiyatı, medyan gaz fiyatı, ortanca gas fiyatı, ortanca gaz fiyatı, gas fiyatının medyanı, gaz fiyatının medyanı',
  'metric:gas_price_high': 'en yüksek gas fiyatı, en yüksek gaz fiyatı, maksimum gas fiyatı, maksimum gaz fiyatı',
  'metric:gas_price_low': 'en düşük gas fiyatı, en düşük gaz fiyatı, minimum gas fiyatı, minimum gaz fiyatı',
  'metric:average_gas_used':
    'ortalama gas kullanımı, ortalama gaz kullanımı, ortalama gas tüketimi, ortalama gaz tüketimi, ortalama harcanan gas, ortalama kullanılan gas',
  'metric:gas_spent':
    'ücret, ücreti, ücretler, ücretleri, gas ücreti, gaz ücreti, gas ücretleri, gaz ücretleri, gas masrafı, gaz masrafı, ağ ücreti, ağ ücretleri, işlem ücreti, işlem ücretleri, gasa harcanan, gaza harcanan, gas için harcanan, gaz için harcanan, gas için ödenen, gaz için ödenen, ödenen ücret, ödenen ücretler, ödenen gas ücreti, işlem masrafı, gasa ne kadar harcandı, gaza ne kadar harcandı, toplam ücret, ödenen toplam ücret, ücret ödendi, ücret ödemiş, ücret ödedi',
  'metric:average_fee':
    'ortalama işlem ücreti, ortalama ücret, ortalama gas ücreti, ortalama gaz ücreti, işlem başına ücret, işlem başına ortalama ücret, ortalama ağ ücreti, işlem başına düşen ücret, ortalama işlem masrafı',
  'metric:gas_used':
    'gas kullanımı, gaz kullanımı, gas tüketimi, gaz tüketimi, kullanılan gas, kullanılan gaz, harcanan gas, harcanan gaz, tüketilen gas, tüketilen gaz, gas kullanıldı, gaz kullanıldı, gas harcandı, gaz harcandı, gas harcanmış, gaz harcanmış, gas kullanılmış, gaz kullanılmış, gas tüketildi, gaz tüketildi, gas harcadı, gaz harcadı, gas yaktı, gaz yaktı, gas yakıldı, gaz yakıldı, gas yakan, gaz yakan, gas harcayan, gaz harcayan, gas kullanan, gaz kullanan, gas tüketen, gaz tüketen, gas miktarı, gaz miktarı, gas kullandı, gaz kullandı, ne kadar gas, ne kadar gaz',
  'metric:fee_rows':
    'en pahalı işlem ücreti, en yüksek işlem ücreti, en yüksek ücret, en pahalı ücret, en büyük işlem ücreti, ödenen en yüksek ücret, ödenen en yüksek işlem ücreti, en yüksek gas ücreti, en yüksek gaz ücreti',
  'metric:senders':
    'farklı gönderen, benzersiz gönderen, farklı gönderici, benzersiz gönderici, kaç gönderen, kaç farklı gönderen, gönderen sayısı, farklı gönderen adres',
  'metric:receivers': 'farklı alıcı, benzersiz alıcı, kaç alıcı, kaç farklı alıcı, alıcı sayısı, farklı alıcı adres',
  'metric:holders': 'sahibi olan, holderı olan, sahip sayısı, holder sayısı, kaç sahibi, kaç holder',
  'metric:block_time': 'blok süresi, ortalama blok süresi, bloklar arası süre, blok aralığı',
  'metric:miners': 'farklı madenci, kaç madenci, kaç farklı madenci, benzersiz madenci, madenci sayısı',
  'metric:transactions_per_block':
    'blok başına ortalama işlem, blok başına işlem, blok başına ortalama işlem sayısı, blok başına işlem sayısı, bir blokta ortalama kaç işlem, blokta ortalama kaç işlem, bloklarda ortalama kaç işlem, bir blokta ortalama işlem sayısı, blok başına ortalama kaç işlem, blok başına düşen işlem, blok başına düşen ortalama işlem, blok başına ortalama kaç işlem düşüyor, blok başına kaç işlem düşüyor, bir bloğa ortalama kaç işlem düşüyor',
  'metric:base_fee':
    'base fee, taban ücret, temel ücret, baz ücret, taban ücreti, temel ücreti, ortalama base fee, baz ücreti, base fee si',
  'metric:base_fee_high': 'en yüksek base fee, en yüksek taban ücret, en yüksek temel ücret, maksimum base fee, en yüksek baz ücret',
  'metric:base_fee_low': 'en düşük base fee, en düşük taban ücret, en düşük temel ücret, minimum base fee, en düşük baz ücret',
  'metric:block_fullness': 'blok doluluğu, blok doluluk oranı, doluluk oranı, ağ doluluğu, blokların doluluğu, doluluk',
  'metric:failed_transactions':
    'başarısız işlemler, başarısız işlem, başarısız olan işlemler, hatalı işlemler, başarısız tx, fail olan işlemler, fail işlemler, revert olan işlemler, başarısız işlem sayısı, patlayan işlemler, başarısız olan işlem, reddedilen işlemler, başarısız olmuş işlemler, hata veren işlemler, işlem başarısız oldu, işlem başarısız olmuş, işlem fail oldu, işlem patladı, işlem patlamış, işlem revert oldu, başarısız txler',
  'metric:failure_rate':
    'başarısızlık oranı, başarısız işlem oranı, başarısız işlemlerin oranı, başarısız işlem yüzdesi, başarısız işlemlerin yüzdesi, hata oranı, işlemlerin yüzde kaçı başarısız, işlemlerin yüzde kaçı başarısız oldu, işlemlerin kaçta kaçı başarısız',
  'metric:success_rate': 'başarı oranı, başarı yüzdesi',
  'metric:successful_transactions': 'başarılı işlem, başarılı işlemler, başarıyla tamamlanan işlemler, başarılı işlem sayısı',
  'metric:active_addresses':
    'aktif adres, aktif adresler, aktif cüzdan, aktif cüzdanlar, aktif kullanıcı, aktif kullanıcılar, benzersiz adres, farklı adres, benzersiz cüzdan',
  'metric:native_volume':
    'gönderilen eth, transfer edilen eth, eth gönderildi, eth transfer edildi, eth gönderilmiş, taşınan eth, eth taşındı, gönderilen eth miktarı, transfer edilen eth miktarı, gönderilen toplam eth, transfer edilen toplam eth, eth transfer edilmiş, toplam gönderilen eth, kaç eth gönderildi, kaç eth gönderilmiş, kaç eth transfer edildi, ne kadar eth gönderildi, ne kadar eth gönderilmiş, ne kadar eth transfer edildi',
  'metric:average_native': 'ortalama işlem değeri',
  'metric:traders':
    'işlem yapan cüzdan, işlem yapan cüzdanlar, takas yapan cüzdan, takas yapan cüzdanlar, swap yapan cüzdan, swap yapan cüzdanlar, trade eden cüzdan, trade yapan cüzdan, işlem yapan kişi, takas yapan kişi, takas yapan adres, işlem yapan adres, swap yapan adres, swap yapan kişi, kaç kişi takas yapmış, kaç kişi takas yaptı, kaç kişi swap yaptı, kaç kişi swap yapmış, kaç kişi işlem yaptı, kaç kişi işlem yapmış, kaç cüzdan takas yaptı, kaç cüzdan takas yapmış, kaç cüzdan işlem yaptı, kaç cüzdan işlem yapmış, kaç adres işlem yaptı, kaç adres takas yaptı, kaç kişi trade yaptı, kaç kişi trade etti, kaç cüzdan swap yaptı, kaç adres swap yaptı, kaç farklı cüzdan işlem yaptı, kaç farklı cüzdan takas yaptı, kaç farklı adres işlem yaptı, kaç farklı adres takas yaptı, kaç farklı cüzdan swap yaptı, kaç farklı kişi işlem yaptı, kaç farklı kişi takas yaptı, farklı trader, benzersiz trader',
  'metric:labelled_addresses':
    'etiketli adresler, etiketli adres, etiketlenmiş adres, etiketlenmiş adresler, etiketi olan adres, etiketi olan adresler',
  'metric:label_kinds': 'farklı etiket, kaç farklı etiket, kaç çeşit etiket, etiket türü, benzersiz etiket, kaç tür etiket',
  'metric:supply': 'arz, toplam arz, dolaşımdaki arz',
  'metric:balance_rows': 'bakiye, bakiyesi, bakiyeler, varlıkları, portföy, portföyü',
  'metric:contract_creations':
    'oluşturulan sözleşme, oluşturulan sözleşmeler, yeni sözleşme, yeni sözleşmeler, kurulan sözleşme, deploy edilen sözleşme, deploy edilen kontrat, deploy edilen sözleşmeler, oluşturulan kontrat, sözleşme oluşturuldu, kontrat oluşturuldu, sözleşme deploy edildi, kontrat deploy edildi, yayınlanan sözleşme',
  'metric:calls': 'çağrı, çağrılar, sözleşme çağrıları, kontrat çağrıları',
  'metric:internal_calls': 'iç çağrı, iç çağrılar, dahili çağrı, dahili işlem, dahili işlemler, iç işlem, iç işlemler',
  'metric:pnl': 'kar zarar, kâr zarar, kazanç, kâr, getiri',
  'metric:retention': 'elde tutma, elde tutma oranı, geri dönüş oranı',
  'metric:pool_liquidity': 'ortalama likidite, ortalama likiditesi',
  'noun:trade':
    'takas, swap, trade, tek takas, tek swap, alım satım, tek bir takas, değiş tokuş, takası, takasın, swapı, swapi, swapin, tradei, tek işlem, tek seferlik takas',
  'nouns:trade':
    'takaslar, swaplar, takas sayısı, swap sayısı, trade sayısı, takas adedi, alım satımlar, swap adedi, takasları, takasların, swapları, swapların, takas işlemi, takas işlemleri, swap işlemi, swap işlemleri, tradeler, ticaret işlemi, alım satım işlemi, alım satım işlemleri, takas işlemi sayısı, dex işlemi, dex işlemleri, takasa, takas yapıldı, swap yapıldı, takas yapılmış, swap yapılmış, takas gerçekleşti, takas olmuş, takas oldu, swap olmuş, swap oldu',
  'noun:transfer': 'transfer, transferi, transferin, tek transfer, aktarım, gönderim',
  'nouns:transfer':
    'transferler, transferleri, transferlerin, transfer adedi, aktarımlar, gönderimler, transfer işlemi, transfer işlemleri, token transferleri, token transferi',
  'noun:holder': 'holder, sahibi, tutan kişi, tutan cüzdan, sahip, elinde tutan',
  'nouns:holder': 'holderlar, sahipleri, tutanlar, token sahipleri, elinde tutanlar',
  'noun:pool': 'havuz, havuzu, havuzun, havuza, havuzda, pool, likidite havuzu',
  'nouns:pool': 'havuzlar, havuzları, havuzların, likidite havuzları',
  'noun:token': 'token, coin, tokeni, tokenin, koin, varlık, jeton, coini, altcoin, shitcoin, kripto, kripto para, kripto varlık',
  'nouns:token':
    'tokenler, tokenlar, coinler, koinler, varlıklar, jetonlar, altcoinler, shitcoinler, kriptolar, tokenleri, coinleri, kripto paralar',
  'noun:pair': 'çift, parite, işlem çifti, pariteyi, paritesi, çifti, paritenin, çiftin, token çifti',
  'nouns:pair': 'çiftler, pariteler, işlem çiftleri, pariteleri, çiftleri, token çiftleri, paritelerin, çiftlerin',
  'noun:dex': 'dex, borsa, borsayı, borsada, protokol, platform, dexi, dexte, dexin',
  'nouns:dex':
    'dexler, borsalar, protokoller, platformlar, dexlerin, dexlere, borsaların, dexleri, merkeziyetsiz borsa, merkeziyetsiz borsalar',
  'noun:version': 'sürüm, versiyon, versiyonu, sürümü',
  'nouns:version': 'sürümler, versiyonlar, versiyonlara, sürümlere, versiyonları, sürümleri',
  'noun:trader': 'trader, yatırımcı, işlemci, tüccar, alıcı satıcı, traderi, traderı, taker',
  'nouns:trader': 'traderlar, yatırımcılar, traderler, tüccarlar, takerlar, işlem yapanlar, takas yapanlar, swap yapanlar',
  'noun:whale': 'balina, büyük oyuncu',
  'nouns:whale': 'balinalar, balinaları, büyük oyuncular',
  'noun:buyer': 'alıcı trader, satın alan',
  'nouns:buyer': 'satın alanlar, alım yapanlar',
  'noun:seller': 'satıcı, satan',
  'nouns:seller': 'satıcılar, satanlar, satış yapanlar',
  'noun:sender': 'gönderen, gönderici, gönderen adres, gönderen cüzdan',
  'nouns:sender': 'gönderenler, göndericiler, gönderen adresler, gönderen cüzdanlar',
  'noun:receiver': 'alıcı, alan adres, alıcı adres, alıcı cüzdan',
  'nouns:receiver': 'alıcılar, alan adresler, alıcı adresler, alıcı adresi',
  'noun:address': 'adres, cüzdan, hesap, kullanıcı, kişi, adresi, cüzdanı, hesabı, eleman, adam, adresin, cüzdanın',
  'nouns:address':
    'adresler, cüzdanlar, hesaplar, kullanıcılar, kişiler, adresleri, cüzdanları, insanlar, millet, tipler, adamlar, adreslerin, cüzdanların',
  'noun:block':
    'blok, bloğu, bloğun, blokta, bloğunda, bloktaki, bloğundaki, nolu blok, numaralı blok, nolu blokta, numaralı blokta, nolu bloktaki, numaralı bloktaki, numaralı bloğun, nolu bloğun, block',
  'nouns:block': 'bloklar, blokları, blokların, bloklarda',
  'noun:transaction': 'işlem, işlemi, işlemin, tx, zincir üstü işlem, tek işlem hash, transaction, on chain işlem, zincir üzeri işlem',
  'nouns:transaction':
    'işlemler, işlemleri, işlemlerin, txler, işlem adedi, zincir üstü işlemler, zincir üstü işlem sayısı, zincir üzeri işlemler, transactionlar, zincirdeki işlemler',
  'noun:contract': 'sözleşme, kontrat, akıllı sözleşme, akıllı kontrat, sözleşmeyi, kontratı, sözleşmesi, kontratin',
  'nouns:contract': 'sözleşmeler, kontratlar, akıllı sözleşmeler, akıllı kontratlar, sözleşmeleri, kontratları',
  'noun:chain': 'zincir, ağ, blokzincir, blok zinciri, zinciri',
  'nouns:chain': 'zincirler, ağlar, zincirlere, ağlara, zincirleri',
  'noun:label': 'etiket, etiketi, kategori, etiketin, kategorisi',
  'nouns:label': 'etiketler, etiketleri, kategoriler, kategorileri, etiketlere',
  'noun:miner': 'madenci, miner, validatör, doğrulayıcı, madencinin, madenciyi',
  'nouns:miner': 'madenciler, minerlar, validatörler, doğrulayıcılar, madencileri, madencilere',
  'noun:method': 'fonksiyon, metot, method, fonksiyonu, seçici, metod, fonksiyon seçicisi',
  'nouns:method': 'fonksiyonlar, metotlar, methodlar, fonksiyonları, seçiciler, metodlar',
  'noun:creator': 'oluşturucu, deployer, sözleşme kuran',
  'nouns:creator': 'oluşturucular, deployerlar',
  'sup:most':
    'en çok, en büyük, en yüksek, en fazla, en pahalı, en popüler, en sık, en yoğun, en hacimli, en kabarık, en tepedeki, en üstteki, zirvedeki, rekor, lider, maksimum, en iyi, en çok olan, en önde, önde gelen, başı çeken, en öndeki, en yükseği, en büyüğü, en fazlası, en çoğu, en yaygın, en sık kullanılan, en çok kullanılan, en kalabalık, en ağır, en bol, en dolgun, top, en büyükleri, en önemli, başta gelen, birinci',
  'sup:least':
    'en az, en küçük, en düşük, en ucuz, en seyrek, en nadir, minimum, en alttaki, en dipteki, en düşüğü, en küçüğü, en ufak, en azı, en son sıradaki',
  'sup:newest': 'en yeni, en son, son, en güncel, yeni, en yakın tarihli, en sonuncu',
  'sup:oldest': 'ilk, en eski, en erken, ilk olarak, en ilk, en evvel',
  'sup:busiest': 'en aktif, en hareketli, en yoğun geçen, en işlek, en canlı',
  traded:
    'işlem gören, işlem gördü, işlem görmüş, işlem yaptı, işlem yapan, takas edilen, takas edildi, takas yapan, takas yaptı, takas etti, takas yapmış, takas etmiş, swap yapan, swap yaptı, swap yapmış, swap eden, swaplayan, swapladı, swaplanan, takaslanan, takas edilmiş, trade edilen, trade edildi, trade eden, trade yapan, trade yaptı, trade etti, trade yapmış, trade etmiş, el değiştiren, el değiştirdi, işlem yapmış, işlem yapılan, takas yapılan, swap edilen, swap edildi, swap edilmiş, işlem çeviren, alıp satan, alınıp satılan, alıp sattı, takasladı, takaslamış, alınıp satıldı',
  created:
    'oluşturulan, oluşturuldu, kurulan, kuruldu, açılan, eklenen, oluşturulmuş, deploy edilen, deploy edildi, deploy eden, çıkan, yayınlanan, oluşturan, yaratılan, listelenen, kurulmuş, açılmış, oluşturmuş, deploy etti, deploy etmiş, listelenmiş',
  count:
    'sayı, sayıları, sayısını ver, kaç, kaç tane, kaç adet, sayısı, adedi, sayısını, adet olarak, kaçtır, kaç tanesi, sayısı kaç, sayısı nedir, miktarı kaç, kaç kere, toplam kaç, kaç kalem, adet bazında, sayıca, sayısına göre, adede göre, adedine göre, sayısınca, sayar mısın, say, sayısal, kaçı',
  much: 'ne kadar, ne kadarlık, ne kadarını, kaç paralık, ne kadarlık',
  who: 'kim, kimin, kime, kimden, kimler, kimlerin, hangi cüzdan, hangi adres, hangi cüzdanlar, hangi adresler, hangi kullanıcı, hangi trader, hangi traderlar, kimdir, kimmiş, hangi hesap, kimlere, kimlerden',
  which: 'hangi, hangisi, hangileri, hangisidir, hangisinde, hangisiydi, hangileriydi, hangi tür, hangileridir',
  by: 'göre, bazında, başına, her bir, her, kırılımı, kırılımında, bazlı, göre kır, göre böl, göre ayır, göre dağılım, göre grupla, göre sırala, göre listele, göre dağıt, bazında dağılım, kırılımıyla, göre gruplanmış, göre ayrılmış, her birinin, her birinde',
  'per:minute':
    'dakikalık, dakika dakika, her dakika, dakika başına, dakika bazında, dakikaya göre, dakika başı, dakikada bir, dakikalara göre',
  'per:hour': 'saatlik, saat saat, her saat, saat başına, saat bazında, saate göre, saatlere göre, saat başı, saatte bir, saatlik olarak',
  'per:day':
    'günlük, gün gün, her gün, gün başına, gün bazında, güne göre, günlere göre, günbegün, günlük olarak, tarihe göre, günde, gün be gün, günlük bazda, her günün, günlük dökümü, tarih tarih, her günkü',
  'per:week': 'haftalık, hafta hafta, her hafta, hafta başına, haftaya göre, haftalara göre, haftalık olarak, hafta bazında',
  'per:month': 'aylık, ay ay, her ay, ay başına, aya göre, aylara göre, ay bazında, aylık olarak, her ayın',
  'per:year': 'yıllık, yıl yıl, her yıl, yıl başına, yıla göre, yıllara göre, yıl bazında, yıllık olarak, sene sene',
  'grain:minute': 'dakika, dakikası, dakikada',
  'grain:hour': 'saat, saati, saatte, saatinde',
  'grain:day':
    'gün, günü, günde, tarih, tarihte, hangi gün, hangi tarihte, hangi günde, günler, günleri, hangi günler, hangi günlerde, günlerde',
  'grain:week': 'hafta, haftası, haftada, hangi hafta, haftalar',
  'grain:month': 'ay, ayı, ayda, hangi ay, hangi ayda, aylar',
  chart:
    'grafik, grafiği, grafik olarak, grafikle, grafiğini, çiz, grafik çiz, grafiğini çiz, grafik halinde, çizelge, grafikle göster, grafikte göster',
  table: 'tablo, tablo olarak, tabloda, tablo halinde, liste olarak, tablosu',
  history: 'geçmişi, zaman içinde, zamanla, tarihçesi, seyri, gidişatı, trendi, zaman serisi',
  'transform:share':
    'payı, pay, yüzdesi, oranı, yüzde kaçı, yüzde kaç, yüzde kaçını, yüzdesini, kaçta kaçı, pazar payı, yüzde olarak, yüzdelik, yüzde kaçıydı, yüzdelik payı, ne kadarı, ne kadarını oluşturuyor, yüzde kaçını oluşturuyor, yüzde kaçlık, oranını, payını, oransal, yüzdelik dilim, yüzde kaçına',
  'transform:cumulative': 'kümülatif, birikimli, kümülatif olarak, toplamalı, biriken, birikmiş',
  'transform:moving_average':
    'hareketli ortalama, hareketli ortalaması, 7 günlük hareketli ortalama, 7 günlük hareketli ortalaması, hareketli ortalamasını',
  exclude:
    'hariç, dışında, haricinde, dışındaki, saymadan, hariç tut, hariç tutarak, çıkar, çıkararak, olmadan, haricindeki, dışındakiler, çıkart',
  'currency:native':
    'eth cinsinden, eth olarak, eth bazında, ether cinsinden, ether olarak, eter cinsinden, eth türünden, kaç eth, ne kadar eth, kaç ether',
  'currency:usd':
    'dolar, dolar cinsinden, dolar olarak, dolar bazında, usd cinsinden, usd olarak, dolarlık, usd bazında, kaç dolarlık, dolar karşılığı, dolar değeri, usd değeri, dolarla, doların, dolardan, dolar türünden, dolar üzerinden, usd üzerinden, usd karşılığı, dolarcinsi, para, mangır, papel, dolarlik',
  over: 'üzerinde, üzeri, üstünde, üstü, fazla, fazlası, çok olan, büyük olan, aşan, aşkın, geçen, yüksek olan, üzerindeki, üstündeki, en azından, büyük, daha fazla, daha büyük, daha yüksek, üzerinde olan, üstünde olan',
  under:
    'altında, altı, az olan, küçük olan, düşük olan, altındaki, altında kalan, aşmayan, geçmeyen, daha az, daha küçük, daha düşük, altında olan',
  exact: 'tam olarak, tam tamına, tamı tamına',
  between: 'arasında, arası, aralığında, arasındaki',
  compare:
    'karşılaştır, kıyasla, karşılaştırma, karşı, kıyaslama, karşılaştırması, kıyaslaması, ile karşılaştır, karşılaştırır mısın, kıyaslar mısın, yan yana, mı yoksa, mi yoksa, yoksa, karşılaştırın, kıyaslayın, vs',
  from: 'tarafından, çıkan, gelen, adresinden, cüzdanından, hesabından, tarafından gönderilen, dan çıkan, den çıkan, adresten, cüzdandan',
  to: 'adresine, cüzdanına, hesabına, giden, gönderilmiş olan, adresine giden, adresine gönderilen, cüzdanına giden, adrese',
  send: 'gönderen, gönderdi, gönderilen, gönderildi, gönderdiği, gönderme, yollayan, yolladı, yollanan, yollandı, göndermiş, gönderilmiş, gönderenler, atan, atmış, göndereni, transfer eden, transfer etti, transfer etmiş, çıkış yapan, aktaran, aktardı, yollamış, yollanmış, göndermiş olan',
  receive: 'alan, aldı, alınan token, aldığı, almış, teslim alan, giriş yapan, gelen miktar, ulaşan, eline geçen, alıcısı olan, gelen',
  moved:
    'transfer edilen, transfer edildi, taşınan, taşındı, hareket eden, aktarılan, aktarıldı, hareket etti, transfer edilmiş, transfer olan, transfer oldu, transfer edilmis olan, taşınmış, aktarılmış, transferi yapılan, transfer görmüş, transfer gören',
  buy: 'satın alan, satın aldı, satın alınan, satın alındı, alınan, alındı, alım, alımı, alış, alışı, satın alım, satın alma, toplayan, topladı, kapan, aped, satın almış, satın alınmış, alınmış, alımlar, alışlar, alımları, toplanan, toplandı, toplamış, alım yapan, alım yaptı, alım yapmış',
  sell: 'satan, sattı, satılan, satıldı, satış, satışı, satım, satışlar, boşaltan, boşalttı, boşaltılan, döken, döktü, dökülen, satmış, satılmış, satışları, satımı, boşaltmış, dökmüş, dumplayan, dumpladı, dumplamış, satış yapan, satış yaptı, satış yapmış, elden çıkaran, elden çıkardı',
  mined:
    'kazan, kazdı, kazılan, üreten, üretti, üretilen, madenciliğini yapan, kazmış, bulan, buldu, üretmiş, çıkardı, çıkarmış, kazıldı, üretildi',
  spend:
    'harcayan, harcadı, harcanan, harcandı, ödeyen, ödedi, ödenen, ödendi, harcamış, ödemiş, harcama, gömen, gömdü, bayılan, harcanmış, ödenmiş',
  hold: 'tutan, elinde tutan, sahip olan, bulunduran, elinde bulunduran, tutuyor, cüzdanında tutan',
  unique: 'farklı, benzersiz, tekil, ayrı, eşsiz, özgün, değişik, birbirinden farklı, tekrarsız',
  average: 'ortalama, ortalaması, ortalama olarak, ort, ortalamasını, ortalamada, ortalamayı',
  median: 'medyan, medyanı, ortanca, ortancası, medyan değeri, medyanını',
  failed:
    'başarısız, başarısız oldu, başarısız olan, hatalı, fail, fail olan, fail oldu, revert, revert olan, revert oldu, hata veren, hata verdi, patlayan, patladı, başarısız olmuş, geri dönen, başarısızlıkla sonuçlanan, fail olmuş, revert olmuş, patlamış, hata vermiş, reddedilen, gerçekleşmeyen, yatan, yattı, yatmış, geri çevrilen',
  change:
    'değişti, değişim, arttı, artış, düştü, düşüş, yükseldi, yükseliş, azaldı, değişmiş, artmış, düşmüş, yükselmiş, kaybetti, kazandırdı, yüzde kaç değişti, yüzde kaç arttı, yüzde kaç düştü, yüzde kaç yükseldi, yüzde kaç değer kazandı, yüzde kaç değer kaybetti, ne kadar değişti, ne kadar arttı, ne kadar düştü, ne kadar yükseldi, değer kazandı, değer kaybetti, yüzde kaç değişmiş, yüzde kaç artmış, yüzde kaç düşmüş, yüzde kaç yükselmiş, ne kadar değer kazandı, ne kadar değer kaybetti, ne kadar değişmiş, ne kadar artmış, yüzde kaç kazandırdı, yüzde kaç kaybettirdi, yüzde kaç kaybetti, zamlandı, ucuzladı, fiyatlandı, çakıldı, uçtu',
  inflow: 'giren, girdi, girmiş, girdi mi, giriş, girişi, akan, aktı, yatırılan, eklenmiş, aktarıldı havuza, girmiş olan',
  amount:
    'miktar, miktarı, miktarını, tutar, tutarı, büyüklük, büyüklüğü, boyut, boyutu, meblağ, miktara göre, tutara göre, miktarına göre, tutarına göre, büyüklüğüne göre, token adedi',
  worthOf: 'değeri, değer, toplam değeri, değerinde, değerindeki, kıymeti',
  expensive: 'pahalı, en pahalı, en pahalısı',
  when: 'ne zaman, saat kaçta, hangi anda, hangi zaman, hangi an, ne zamandı',
  times: 'kez, kere, defa, kaç kez, kaç defa, kaç kere, kezden',
  labelled:
    'etiketli, etiketlenmiş, olarak etiketlenmiş, olarak etiketli, olarak işaretlenmiş, etiketine sahip, etiketi olan, etiketini taşıyan, etiketi taşıyan, etiketlenen, olarak etiketlenen, işaretli, olarak işaretli, etiketiyle',
  together: 'birlikte, hep birlikte, ikisi birlikte, toplamda birlikte, hepsi birlikte, üçü birlikte, beraber, toplu halde',
  plain: 'sıradan, normal',
  difference: 'fark, farkı, arasındaki fark, aradaki fark, fark ne kadar, farkı ne kadar, aradaki fark ne kadar, farkını',
  'before:day': 'bir gün önce, önceki gün, bir gün öncesi, bir önceki gün, bir gün öncesinde, bir önceki günde',
  'before:week': 'bir hafta önce, önceki hafta, bir önceki hafta, bir hafta öncesi',
  'before:month': 'bir ay önce, önceki ay, bir önceki ay, bir ay öncesi',
  'before:year': 'bir yıl önce, önceki yıl, bir önceki yıl, bir yıl öncesi',
  'after:day': 'bir gün sonra, ertesi gün, sonraki gün, bir sonraki gün, bir gün sonrası',
  'after:week': 'bir hafta sonra, sonraki hafta, bir sonraki hafta',
  'after:month': 'bir ay sonra, sonraki ay, bir sonraki ay',
  pumped: 'en çok yükselen, en çok artan, en çok değer kazanan, en çok kazandıran, en çok pumplanan, en çok uçan',
  tanked: 'en çok düşen, en çok değer kaybeden, en çok kaybettiren, en çok çakılan',
  profited: 'en çok kazanan, en çok kâr eden, en çok kar eden, en karlı',
  lost: 'en çok kaybeden, en çok zarar eden',
  continue:
    'peki, peki ya, ya, ayrıca, bir de, şimdi, şimdi de, aynısı, aynı şey, aynısını, ve, bunu, aynı soru, aynı şekilde, ayrıca da, öyleyse, o zaman, tamam da, peki şimdi, aynısını bir de, aynı gün için, aynı dönem için, onun yerine, şimdi bunu, ile',
  'continue:only':
    'sadece, yalnızca, yalnız, sırf, bir tek, sadece şu, yalnız şu, tek başına, şimdi sadece, sadece bunu, yalnızca şunu, filtrele, sınırla, daralt',
  beyond:
    'piyasa değeri, getiri oranı, staking, nft, takipçi, tahmin, tahmini, apy, volatilite, oynaklık, korelasyon, likidasyon, haftanın günü, airdrop, neden, niye, niçin, yorum, güvenli mi, almalı mıyım, satmalı mıyım',
  filler: `bi biraz bir şu bu o şöyle böyle öyle işte hani yani ya-da-neyse falan filan gibi mi mı mu mü misin mısın musun müsün mıdır midir miydi mıydı muydu acaba lütfen lutfen rica etsem ederim zahmet olmazsa mümkünse sana zahmet
    knk kanka kanki kardeşim kardes kardeşlerim abi abim abicim aga reis hocam hoca usta dostum arkadaşlar arkadaşım millet-e beyler gençler ekip bot botcum canım moruk hacı hacım birader lan ulan valla vallahi sa as selam selamlar merhaba merhabalar mrb slm naber günaydın iyi akşamlar geceler günler kolay gelsin
    sağol sağ olun teşekkürler teşekkür ederim tşk eyvallah eyv tamam tmm tamamdır olur evet peki-tamam haydi hadi
    bak baksana bakar bakalım bakıver bakayım baktın bakabilir göster göstersene gösterir gösterebilir söyle söylesene söyler söyleyebilir ver verir versene verebilir listele listeler sırala sıralar sıralasana hesapla hesaplar hesaplasana bul bulur bulabilir çıkart-bana getir getirir yaz yazar anlat öğrenmek merak ediyorum ettim istiyorum istiyoruz isterim lazım gerek gerekiyor bilmek bilgi bilen var varsa yok-mu atsana atar desene dökümü döküm özet özetle
    bana bize bizim benim senin onun onların bunun şunun bunlar şunlar onlar bunları hepsi hepsinin tümü tümünün tüm bütün genel genelinde toplam toplamda toplamı toplamını toplamda-ki total tamamı tamamının topluca komple cümle
    nedir neydi neymiş nelerdir ne neler nasıl nasıldı kadardı kadarmış kaçmış kaçtır-ki nerede oldu olmuş olan olduğu olarak olup olmak oluyor olacak-mi edildi edilen etti eden edilmiş etmiş yapıldı yapılan yapılmış yaptı yapan yapmış yaptığı yapılıyor gerçekleşti gerçekleşen gerçekleşmiş gerçekleştirildi gerçekleştirilen gerçekleştiren gerçekleştirmiş görüldü görülen görülmüş bulunan bulunuyor bulundu yer içeren içerir içeriyor barındıran barındırıyor kapsayan ait dair ilgili ilişkin kayıtlı kayıt kaydedilen kaydedildi kaydedilmiş çıkmış geldi gelmiş döndü dönen dönmüş geçti geçmiş geçmişti vardı varmış idi imiş ise isek eder ediyor çekildi çekti
    için ile de da ki ve-de hem şimdiye kadar itibariyle itibarıyla süresince boyunca esnasında sırasında içinde içindeki içerisinde üzerinden üzerine bünyesinde bünyesindeki tarihteki tarihte-ki tarihinde tarihindeki tarihli günündeki gününde döneminde dönemi dönem tarihleri tarihlerinde aralığında-ki ayında ayındaki ayının yılında yılındaki yılının anda şu-an şuan şimdilik tam tamı tane tanesi adet adetini aslında cidden gerçekten yahu gene yine bile olsun artık hala-da veri verisi verileri verilere verilerine verilerde veriler rakam rakamı rakamlar istatistik istatistiği istatistikleri bilgisi bilgiler değerleri sonuç sonucu zincirinde zincirdeki ağında ağındaki ağda üstüne sayfa birim birimi biriminde hash hashi hashini numarası numaralı nolu no gwei ediyormuş ediyordu yaptılar yapmışlar ettiler etmişler almış-olan kullanarak kullanan kullanıldı kullanılan kullanılmış kullandı kullanmış cinsi tek seferde seferinde kere-de harbi galiba sanırım herhalde belki yaklaşık aşağı-yukarı civarı tahminen ortalıkta piyasada piyasa ortamda lazımdı`,
}
